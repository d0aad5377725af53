import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, statusBar, test, upToDate } from './support/computer.ts';

const lines = (grid: Locator): Locator => grid.getByRole('row').filter({ has: grid.page().getByRole('gridcell') });
async function openReport(page: Page): Promise<Locator> {
	await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Inadimplentes' }).click();
	await expect(lines(page.getByRole('grid', { name: 'Inadimplentes' })).first()).toBeVisible();
	await page.getByRole('button', { name: 'Relatório', exact: true }).click();
	return page.getByRole('dialog', { name: 'Relatório', exact: true });
}
/** Writes the file of a format to the disk, and answers it. */
async function save(
	page: Page,
	dialog: Locator,
	format: string
): Promise<{ readonly name: string; readonly content: Buffer; readonly path: string }> {
	await dialog.getByLabel('Tipo do Relatório').selectOption(format);
	const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Gerar' }).click()]);
	const path = await download.path();
	await page.getByRole('dialog', { name: 'Relatório - Visualizar Impressão' }).getByRole('button', { name: 'Fechar' }).last().click();
	return { name: download.suggestedFilename(), content: readFileSync(path), path };
}

test('302–304, 315, 318, 319, 324, 325: a report is made at the centre, shown as it is printed, and kept as a file; Sair leaves nothing', async ({
	computer
}) => {
	const { page } = await computer('financeiro');
	// Without the system's own window for a place, files go among the downloads.
	await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
	await page.reload();
	await upToDate(page);
	const dialog = await openReport(page);
	await expect(dialog.getByLabel('Tipo do Relatório')).toHaveValue('pdf');
	await expect(dialog.getByRole('checkbox', { name: 'Mostrar Status da Conversão' })).toBeChecked();
	await dialog.getByRole('button', { name: 'Gerar' }).click();
	const preview = page.getByRole('dialog', { name: 'Relatório - Visualizar Impressão' });
	await expect(preview.frameLocator('iframe').getByRole('heading', { name: 'Controle de Inadimplentes' })).toBeVisible();
	await page.screenshot({ path: 'test-results/report-preview.png' });
	await preview.getByRole('button', { name: 'Fechar' }).last().click();

	await expect(dialog.getByLabel('Salvar em')).toBeHidden();
	await dialog.getByLabel('Destino de Relatório').selectOption('disk');
	await dialog.getByLabel('Salvar em').fill('Devedores de novembro');
	const pdf = await save(page, dialog, 'pdf');
	expect(pdf.name).toBe('Devedores de novembro.pdf');
	const text = execFileSync('pdftotext', ['-layout', pdf.path, '-'], { encoding: 'utf8' });
	expect(text).toContain('Controle de Inadimplentes');
	expect(text).toMatch(/Total geral: \d+ clientes?, \d+ contas?/);

	await dialog.getByRole('button', { name: 'Sair' }).click();
	await expect(dialog).toBeHidden();
});

test('305, 311, 321–323: offline, what the browser makes itself is made; records are counted out', async ({ computer }) => {
	const { page, link } = await computer('financeiro');
	await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
	await page.reload();
	await upToDate(page);
	const dialog = await openReport(page);
	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	await expect(dialog.getByRole('button', { name: 'Gerar' })).toHaveAttribute('aria-disabled', 'true');
	await dialog.getByLabel('Destino de Relatório').selectOption('disk');
	await dialog.getByRole('radio', { name: 'Imprimir só o registro Nº' }).check();
	const xml = await save(page, dialog, 'xml');
	expect(xml.content.toString('utf8').match(/<record>/g)).toHaveLength(1);
	const sheet = await save(page, dialog, 'xlsx');
	expect(sheet.content.subarray(0, 2).toString()).toBe('PK');
	link.restore();
	await upToDate(page);
});
