import { bankCodes } from '#lib/domain/boleto/account.ts';
import { slipPage } from '#lib/server/slip/html.ts';
import { sheetOf } from '#lib/server/slip/sheet.ts';
import { sampleFacts } from '#lib/server/slip/testing/samples.ts';
import { scanPdf, scanPng } from '#lib/server/slip/testing/scan.ts';
import { expect, test } from './support/computer.ts';

for (const bank of bankCodes)
	test(`(!) 252: a scanner reads from the page of bank ${bank}, on the screen and on paper, exactly what is owed`, async ({ browser }) => {
		const made = sheetOf(sampleFacts(bank), '2026-11-22');
		if (!made.ok) throw new Error(made.code);
		const { slip, pixCode } = made.sheet;
		// Twice as fine as an old screen: at 96 dots an inch no scanner can tell the bars apart.
		const context = await browser.newContext({ deviceScaleFactor: 2, viewport: { width: 1000, height: 900 } });
		const page = await context.newPage();
		await page.setContent(await slipPage(made.sheet, 'x'.repeat(47)).text());
		expect(await scanPng(await page.locator('.sheet').screenshot())).toEqual({ bars: [slip?.barcode], codes: [pixCode] });
		expect(await scanPdf(await page.pdf({ preferCSSPageSize: true }))).toEqual([{ bars: [slip?.barcode], codes: [pixCode] }]);
		await expect(page.getByRole('button', { name: 'Copiar linha digitável' })).toHaveAttribute('data-copy', /^\d{47}$/);
		await context.close();
	});

test('what is copied is the line without its points, and the PIX code as it is', async ({ browser }) => {
	const made = sheetOf(sampleFacts('756'), '2026-11-22');
	if (!made.ok) throw new Error(made.code);
	const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
	const page = await context.newPage();
	const html = await slipPage(made.sheet, 'x'.repeat(47)).text();
	await page.route('https://boleto.example/', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
	await page.goto('https://boleto.example/');
	await page.getByRole('button', { name: 'Copiar linha digitável' }).click();
	await expect(page.getByText('Copiado')).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(made.sheet.slip?.line.replace(/\D/g, ''));
	await page.getByRole('button', { name: 'Copiar código PIX' }).click();
	await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(made.sheet.pixCode);
	await context.close();
});
