import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { bankCodes } from '#lib/domain/boleto/account.ts';
import { slipPage } from '#lib/server/slip/html.ts';
import { sheetOf } from '#lib/server/slip/sheet.ts';
import { sampleFacts } from '#lib/server/slip/testing/samples.ts';
import { scanPdf, scanPng } from '#lib/server/slip/testing/scan.ts';
import { expect, statusBar, test, upToDate } from './support/computer.ts';
import { record, uniqueWord } from './support/customer.ts';

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

const invoices = (page: Page): Locator =>
	page
		.getByRole('grid', { name: 'Faturas do cliente' })
		.getByRole('row')
		.filter({ has: page.getByRole('gridcell') });
const unpaid = (page: Page): Locator => invoices(page).filter({ hasText: 'Vencida' }).first();

/** The record of somebody of this branch who owes, at its Faturas; his address in the office. */
async function openDebtor(page: Page): Promise<string> {
	await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Inadimplentes' }).click();
	const list = page.getByRole('grid', { name: 'Inadimplentes' });
	await list.getByRole('row').filter({ hasText: 'Presidente Prudente' }).filter({ hasText: 'Boleto' }).first().click();
	await page.getByRole('button', { name: 'Cliente', exact: true }).click();
	await expect(record(page)).toBeVisible();
	await page.getByRole('link', { name: 'Faturas', exact: true }).click();
	await expect(unpaid(page)).toBeVisible();
	return new URL(page.url()).pathname;
}

test('252: in Faturas the slip opens by button, Enter, double click and context menu, in a tab of its own', async ({ computer }) => {
	const { page, context, link } = await computer('financeiro');
	await openDebtor(page);
	const button = page.getByRole('button', { name: /^Ver Boleto Web/ });
	await expect(button).toHaveAttribute('aria-disabled', 'true');
	await unpaid(page).click();
	const ways: readonly (readonly [string, () => Promise<void>])[] = [
		['button', () => button.click()],
		['Enter', () => page.keyboard.press('Enter')],
		['double click', () => unpaid(page).dblclick()],
		[
			'context menu',
			async () => {
				await unpaid(page).click({ button: 'right' });
				await page.getByRole('menuitem', { name: /^Ver Boleto Web/ }).click();
			}
		]
	];
	const number = (await unpaid(page).getByRole('gridcell').first().innerText()).trim();
	for (const [way, open] of ways) {
		const [slip] = await Promise.all([context.waitForEvent('page'), open()]);
		await expect(slip.getByRole('button', { name: 'Copiar linha digitável' }), way).toBeVisible();
		await expect(slip.locator('body'), way).toContainText(number);
		expect(await slip.evaluate(() => window.opener)).toBeNull();
		await slip.close();
	}
	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	await expect(button).toHaveAttribute('aria-disabled', 'true');
	link.restore();
	await upToDate(page);
});

test('(!) 253–264: Enviar Boleto with ticks, a typed address and a read receipt; the result arrives in every browser, and the letter with its PDF', async ({
	computer
}) => {
	const [sender, other] = [await computer('financeiro'), await computer('gerente.prudente')];
	const { page } = sender;
	const path = await openDebtor(page);
	await other.page.goto(path);
	await expect(unpaid(other.page)).toBeVisible();
	const log = (of: Page): Locator => of.getByRole('region', { name: 'E-mails enviados' });
	const before = await log(other.page).getByRole('listitem').count();

	await unpaid(page).click();
	await page.getByRole('button', { name: 'Enviar Boleto (por email)' }).click();
	const dialog = page.getByRole('dialog', { name: 'Enviar Boleto' });
	await expect(dialog.getByLabel('Remetente')).toContainText('@tuvira.example');
	await expect(dialog.getByLabel('Assunto')).toHaveValue(/Tuvira/);
	await expect(dialog.getByLabel('Mensagem')).toHaveValue('');

	// 255–257, whoever the customer has addresses for.
	const list = dialog.getByRole('group', { name: 'Enviar para' });
	const ticks = list.getByRole('checkbox');
	const addresses = await ticks.count();
	const choose = async (verb: string): Promise<void> => {
		await list.click({ button: 'right', position: { x: 4, y: 4 } });
		await page.getByRole('menuitem', { name: verb, exact: true }).click();
	};
	if (addresses > 0) {
		await choose('Desselecionar todos');
		await expect(list.getByRole('checkbox', { checked: true })).toHaveCount(0);
		await choose('Inverter seleção');
		await expect(list.getByRole('checkbox', { checked: true })).toHaveCount(addresses);
		await choose('Selecionar todos');
		await expect(list.getByRole('checkbox', { checked: true })).toHaveCount(addresses);
		await choose('Desselecionar todos');
	}
	// 263: nothing is sent.
	await dialog.getByLabel('Mensagem').fill('Não enviar');
	await dialog.getByRole('button', { name: 'Cancelar' }).click();
	await page.getByRole('button', { name: 'Descartar' }).click();
	await expect(dialog).toBeHidden();

	await page.getByRole('button', { name: 'Enviar Boleto (por email)' }).click();
	for (const tick of await ticks.all()) await tick.uncheck();
	await dialog.getByRole('checkbox', { name: 'Digitar e-mail' }).check();
	await dialog.getByLabel('E-mail digitado').fill('ana@casa');
	await dialog.getByRole('button', { name: /^Enviar/ }).click();
	await expect(dialog.getByLabel('E-mail digitado')).toHaveAttribute('aria-invalid', 'true');
	const word = uniqueWord().toLowerCase();
	await dialog.getByLabel('E-mail digitado').fill(`${word}@casa.example, ${word}@recusa.example`);
	await dialog.getByLabel('Assunto').fill(`Boleto ${word}`);
	await dialog.getByLabel('Mensagem').fill('Segue o que combinamos.');
	await dialog.getByRole('checkbox', { name: 'Solicitar confirmação de leitura' }).check();
	await dialog.getByRole('button', { name: /^Enviar/ }).click();
	await expect(dialog).toBeHidden();

	for (const at of [page, other.page]) {
		const line = (address: string): Locator => log(at).getByRole('listitem').filter({ hasText: address }).last();
		await expect(line(`${word}@casa.example`)).toContainText('Enviado');
		await expect(line(`${word}@recusa.example`)).toContainText('Não enviado');
		await expect(line(`${word}@recusa.example`)).toContainText('no such user');
	}
	// One more letter, with two recipients: nothing of what was cancelled.
	await expect(log(other.page).getByRole('listitem')).toHaveCount(before + 3);

	await page.goto('/settings/demonstration-mail');
	await page.getByRole('grid', { name: 'E-mails retidos' }).getByText(`Boleto ${word}`).first().click();
	const letter = page.getByRole('article', { name: `Boleto ${word}` });
	await expect(letter).toContainText('Segue o que combinamos.');
	await expect(letter).toContainText('Confirmação de leitura pedida');
	const [file] = await Promise.all([page.waitForEvent('download'), letter.getByRole('link', { name: /^boleto-\d+\.pdf$/ }).click()]);
	expect(await scanPdf(readFileSync(await file.path()))).toMatchObject([{ bars: [expect.stringMatching(/^\d{44}$/)] }]);
});
