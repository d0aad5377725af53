import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { read, utils } from 'xlsx';
import { expect, test, upToDate } from './support/computer.ts';
import { uniqueWord } from './support/customer.ts';

const lines = (page: Page, grid: string): Locator =>
	page
		.getByRole('grid', { name: grid })
		.getByRole('row')
		.filter({ has: page.getByRole('gridcell') });

test('(!) 326–334: a Carta de Cobrança to the ticked ones: configured, previewed, sent once, and whom it did not reach saved as .XLS', async ({
	computer
}) => {
	const { page, context } = await computer('financeiro');
	await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Inadimplentes' }).click();
	await expect(lines(page, 'Inadimplentes').first()).toBeVisible();
	const button = page.getByRole('button', { name: 'E-mail', exact: true });
	await expect(button).toHaveAttribute('aria-disabled', 'true');
	await page.getByRole('group', { name: 'Selecionar' }).getByRole('button', { name: 'Todos' }).click();
	await button.click();

	const dialog = page.getByRole('dialog', { name: 'Carta de Cobrança por E-mail' });
	const config = dialog.getByRole('group', { name: 'Configuração' });
	await config.getByLabel('Destino').selectOption('Todos os e-mails');
	await dialog.getByRole('button', { name: /^Enviar/ }).click();
	await expect(config.getByLabel('Tipo E-mail')).toHaveAttribute('aria-invalid', 'true');
	await config.getByLabel('Tipo E-mail').selectOption('Aviso de débito');
	await config.getByLabel('Remetente').selectOption({ label: 'Cobrança <cobranca@tuvira.example>' });
	const word = uniqueWord();
	await config.getByLabel('Assunto').fill(`${word} para {{cliente.primeiro_nome}}`);
	const preview = dialog.getByRole('region', { name: 'Prévia' });
	await expect(preview).toContainText('Ainda não recebemos o pagamento de R$');
	await expect(preview).not.toContainText('{{');
	const prewiew = preview.getByRole('button', { name: 'PreWiew' });
	// Somebody with a boleto, by way of those who pay by card.
	while ((await prewiew.getAttribute('aria-disabled')) === 'true') await preview.getByRole('button', { name: 'Próximo cliente' }).click();
	const [slip] = await Promise.all([context.waitForEvent('page'), prewiew.click()]);
	await expect(slip.getByRole('button', { name: 'Copiar linha digitável' })).toBeVisible();
	await slip.close();

	const told = await dialog.getByText(/clientes? recebem?$/).innerText();
	const will = Number(/\d+/.exec(told)?.[0]);
	expect(will).toBeGreaterThan(1);
	await dialog.getByRole('button', { name: /^Enviar/ }).click();
	await expect(dialog.getByRole('status')).toContainText(`${String(will)} cartas enviadas.`, { timeout: 90_000 });
	const [, missed] = /(\d+) clientes? fic/.exec(await dialog.getByRole('alert').innerText()) ?? [];
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Salvar relação (.XLS)' }).click()
	]);
	expect(download.suggestedFilename()).toBe('Clientes sem envio.xls');
	const book = read(readFileSync(await download.path()));
	const cells = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0] ?? '']!, { header: 1 });
	expect(cells[1]).toEqual(['Código', 'Cliente', 'E-mail', 'Motivo']);
	expect(cells).toHaveLength(2 + Number(missed));
	expect(cells.slice(2).some((row) => row.includes('Sem e-mail cadastrado para este destino'))).toBe(true);
	await dialog.getByRole('button', { name: 'Fechar' }).last().click();

	// The same letter again today: nobody gets it twice, and what was configured is still there.
	await upToDate(page);
	await button.click();
	await expect(config.getByLabel('Assunto')).toHaveValue(`${word} para {{cliente.primeiro_nome}}`);
	await expect(config.getByLabel('Tipo E-mail')).toContainText('Aviso de débito');
	await expect(dialog.getByText(/^0 cliente/)).toBeVisible();
	await dialog.getByRole('button', { name: 'Cancelar' }).click();
	await page.goto('/settings/demonstration-mail');
	await expect(page.getByRole('grid', { name: 'E-mails retidos' }).getByText(`${word} para`).first()).toBeVisible();
});
