import { readFileSync } from 'node:fs';
import { answerRemessa } from '#lib/server/settlement/simulator/answer.ts';
import type { Locator, Page } from '@playwright/test';
import { expect, test, upToDate } from './support/computer.ts';
import { record } from './support/customer.ts';

const nav = (page: Page, screen: string): Promise<void> =>
	page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: screen }).click();
const lines = (page: Page, list: string): Locator =>
	page
		.getByRole('grid', { name: list })
		.getByRole('row')
		.filter({ has: page.getByRole('gridcell') });
const openInvoices = async (page: Page): Promise<void> => {
	await expect(record(page)).toBeVisible();
	await page.getByRole('link', { name: 'Faturas', exact: true }).click();
	await expect(lines(page, 'Faturas do cliente').first()).toBeVisible();
};

test('(!) finance agrees on instalments, sends their slips to the bank and uploads its retorno: the attendant’s open Faturas shows each step without reload', async ({
	computer
}) => {
	const [finance, clerk] = [await computer('financeiro'), await computer('atendente.prudente')];
	const { page } = finance;
	await nav(page, 'Inadimplentes');
	// Somebody of the attendant's own branch.
	const debtor = lines(page, 'Inadimplentes').filter({ hasText: 'Presidente Prudente' }).first();
	await debtor.click();
	await page.getByRole('button', { name: 'Cliente', exact: true }).click();
	await openInvoices(page);
	await clerk.page.goto(new URL(page.url()).pathname);
	await expect(lines(clerk.page, 'Faturas do cliente').first()).toBeVisible();

	// Parc. Dívida of all that is owed: two instalments, the first of them due in a week.
	await lines(page, 'Faturas do cliente').first().click();
	await page.keyboard.press('Control+a');
	await lines(page, 'Faturas do cliente').first().click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Parc. Dívida' }).click();
	const dialog = page.getByRole('dialog', { name: 'Parc. Dívida' });
	await dialog.getByLabel('Parcelas', { exact: true }).fill('2');
	await dialog.getByLabel('Forma de cobrança').selectOption('Boleto bancário');
	await expect(dialog.getByRole('table').getByRole('row')).toHaveCount(3);
	await dialog.getByRole('button', { name: 'Criar acordo' }).click();
	await expect(dialog).toBeHidden();
	const first = lines(clerk.page, 'Faturas do cliente').filter({ hasText: 'Parcela 1' });
	await expect(first).toContainText('Em aberto');
	await expect(lines(clerk.page, 'Faturas do cliente').filter({ hasText: 'Parcelada' }).first()).toBeVisible();
	await upToDate(page);

	// Its slips go to the bank …
	await nav(page, 'Arquivos do banco');
	await page.getByRole('button', { name: 'Gerar remessa' }).click();
	await page.getByRole('button', { name: 'Gerar: Itaú 109' }).click();
	await expect(page.getByText(/^Remessa \d+ gerada/)).toBeVisible();
	const remessa = lines(page, 'Arquivos').filter({ hasText: 'Remessa' }).first();
	const [download] = await Promise.all([page.waitForEvent('download'), remessa.dblclick()]);
	expect(download.suggestedFilename()).toMatch(/^341-\d{6}\.rem$/);
	const sent = readFileSync(await download.path());

	// … which says that the first was paid.
	const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Sao_Paulo' });
	const { retorno } = answerRemessa(sent, today, (title, i) => (i === 0 ? { by: 'boleto', cents: title.amountCents } : null));
	const upload = async (content: string): Promise<void> => {
		await page.getByRole('button', { name: 'Enviar retorno' }).first().click();
		await page
			.getByRole('dialog', { name: 'Enviar retorno' })
			.getByLabel('Escolher arquivo…')
			.setInputFiles({ name: 'itau.ret', mimeType: 'text/plain', buffer: Buffer.from(content, 'latin1') });
	};
	await upload(retorno.slice(0, 900));
	const refused = page.getByRole('dialog', { name: 'Enviar retorno' });
	await expect(refused.getByRole('alert')).toContainText('falta a última linha');
	await refused.getByRole('button', { name: 'Cancelar' }).click();
	await upload(retorno);
	await expect(first).toContainText('Paga');
	const file = lines(page, 'Arquivos').filter({ hasText: 'itau.ret' });
	await expect(file).toContainText('Concluído');
	await upload(retorno);
	await expect(page.getByText('Este arquivo já tinha sido recebido')).toBeVisible();
	await expect(lines(page, 'Arquivos').filter({ hasText: 'itau.ret' })).toHaveCount(1);

	await file.dblclick();
	const looked = page.getByRole('dialog', { name: 'Linhas de itau.ret' });
	await expect(looked.getByRole('row').filter({ hasText: 'Baixada' })).toHaveCount(1);
	await looked.getByRole('button', { name: 'Fechar' }).last().click();
});
