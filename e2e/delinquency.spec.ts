import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { read, utils } from 'xlsx';
import { centre, expect, statusBar, test, upToDate, type Computer } from './support/computer.ts';
import { record } from './support/customer.ts';

const nav = (page: Page): Locator => page.getByRole('navigation', { name: 'Telas' });
const list = (page: Page): Locator => page.getByRole('grid', { name: 'Inadimplentes' });
const debts = (page: Page): Locator => page.getByRole('grid', { name: 'Contas em atraso' });
const lines = (grid: Locator): Locator => grid.getByRole('row').filter({ has: grid.page().getByRole('gridcell') });
const filters = (page: Page): Locator => page.getByRole('form', { name: 'Filtros' });
const selection = (page: Page): Locator => page.getByRole('group', { name: 'Selecionar' });
const load = (page: Page): Promise<void> => filters(page).getByRole('button', { name: 'Carregar' }).click();
/** Rows that the list holds; only those in view are drawn. */
const countOf = async (grid: Locator): Promise<number> => Number(await grid.getAttribute('aria-rowcount')) - 1;
const expectCount = (grid: Locator, count: number): Promise<void> => expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
/** Centavos of `R$ 1.234,56`. */
const cents = (text: string): number => Number(text.replace(/\D/g, ''));

async function openControl(page: Page): Promise<void> {
	await nav(page).getByRole('link', { name: 'Inadimplentes' }).click();
	await expect(page.getByRole('heading', { name: 'Controle de Inadimplentes' })).toBeVisible();
	await expect(lines(list(page)).first()).toBeVisible();
}
const cellsOf = async (row: Locator): Promise<string[]> => (await row.getByRole('gridcell').allInnerTexts()).map((text) => text.trim());

test('265–270, 281, 282, 289, 291, 301: filters count when loaded, ticks survive them, the accounts one by one, and the record', async ({
	computer
}) => {
	const { page } = await computer('financeiro');
	await openControl(page);
	for (const title of ['Nome', 'Dias Atraso', 'Telefone', 'Condomínio', 'Total Dívida', 'Forma de Cobrança', 'Cidade'])
		await expect(list(page).getByRole('columnheader', { name: title })).toBeVisible();
	const all = await countOf(list(page));
	expect(all).toBeGreaterThan(3);
	const [, name = '', , , , total = '', , city = ''] = await cellsOf(lines(list(page)).first());

	// A tick, by mouse; another one by the keyboard.
	await page.getByRole('checkbox', { name: `Selecionar ${name}` }).check();
	await expect(selection(page)).toContainText(`1 selecionado, ${total}`);
	await list(page).focus();
	await page.keyboard.press('Home');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Space');
	await expect(selection(page)).toContainText('2 selecionados');

	// (281) All cities are ticked at first; one that is unticked counts from "Carregar" on.
	const cityBox = filters(page).getByRole('checkbox', { name: city, exact: true });
	await expect(cityBox).toBeChecked();
	await cityBox.uncheck();
	await expectCount(list(page), all);
	await expect(filters(page)).toContainText('Os filtros mudaram');
	await load(page);
	await expect(page).toHaveURL(/sem-cidade=/);
	await expect(lines(list(page)).filter({ hasText: city })).toHaveCount(0);
	await expect(selection(page)).toContainText('2 selecionados');
	await expect(selection(page)).toContainText('fora desta lista');
	await page.reload();
	await upToDate(page);
	await expect(filters(page).getByRole('checkbox', { name: city, exact: true })).not.toBeChecked();
	await filters(page).getByRole('button', { name: 'Limpar filtros' }).click();
	await expect(page).toHaveURL(/\/delinquency$/);
	await expectCount(list(page), all);

	// A bar of the chart narrows the list, and lets it go again.
	const bars = page.getByRole('group', { name: 'Dívida por tempo de atraso' }).getByRole('button');
	await expect(bars).toHaveCount(5);
	const bar = bars.filter({ hasText: 'dias' }).and(page.locator(':enabled')).first();
	const most = Number(/(\d+) clientes?/.exec(await bar.innerText())?.[1]);
	await bar.click();
	await expectCount(list(page), most);
	await bar.click();
	await expectCount(list(page), all);

	// 291: the accounts of the chosen.
	await page.getByRole('checkbox', { name: `Selecionar ${name}` }).check();
	await page.getByRole('button', { name: 'Ver Lista' }).click();
	await expect(lines(debts(page)).first()).toBeVisible();
	await expect(lines(debts(page)).filter({ hasNotText: name })).toHaveCount(0);
	const sum = (await lines(debts(page)).all()).map(async (line) => cents((await cellsOf(line))[6] ?? ''));
	expect((await Promise.all(sum)).reduce((a, b) => a + b, 0)).toBe(cents(total));
	await page.getByRole('button', { name: 'Ver clientes' }).click();

	// 301: the record of the customer under the cursor.
	await list(page).getByText(name, { exact: true }).click();
	await page.getByRole('button', { name: 'Cliente', exact: true }).click();
	await expect(record(page)).toContainText(name);
	await page.goBack();
	await expect(selection(page)).toContainText('1 selecionado');
	await selection(page).getByRole('button', { name: 'Nenhum' }).click();
});

test('292–300: offline, what is chosen is exported under titles of one’s own, confirmed with Ok, and read back', async ({ computer }) => {
	const { page, link } = await computer('gerente.prudente');
	await openControl(page);
	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	const [, name = '', , , , total = ''] = await cellsOf(lines(list(page)).first());
	await page.getByRole('checkbox', { name: `Selecionar ${name}` }).check();
	await page.getByRole('button', { name: 'Exportar', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'Exportar' });
	for (const column of ['Nome Cliente', 'Valor do Lançamento', 'Tipo'])
		await expect(dialog.getByRole('checkbox', { name: column, exact: true })).toBeChecked();
	await dialog.getByLabel('Título', { exact: true }).fill('Cobrança de novembro');
	await dialog.getByRole('checkbox', { name: 'Vencimento', exact: true }).check();
	await dialog.getByLabel('Título da coluna Nome Cliente').fill('Devedor');
	await dialog.getByLabel('Tamanho da coluna Nome Cliente').fill('5');
	await dialog.getByRole('button', { name: 'Exportar criando arquivo' }).click();
	await expect(dialog.getByText('De 20 a 1200')).toBeVisible();
	await dialog.getByLabel('Tamanho da coluna Nome Cliente').fill('320');
	await dialog.getByRole('button', { name: 'Exportar criando arquivo' }).click();
	const confirmation = page.getByRole('alertdialog', { name: 'Criar o arquivo Controle de Inadimplentes.xlsx?' });
	const [download] = await Promise.all([page.waitForEvent('download'), confirmation.getByRole('button', { name: 'Ok' }).click()]);
	expect(download.suggestedFilename()).toBe('Controle de Inadimplentes.xlsx');
	const book = read(readFileSync(await download.path()), { cellStyles: true });
	const sheet = book.Sheets[book.SheetNames[0] ?? '']!;
	const cells = utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
	expect(cells.slice(0, 2)).toEqual([['Cobrança de novembro'], ['Devedor', 'Valor do Lançamento', 'Tipo', 'Vencimento']]);
	const accounts = cells.slice(2, -1);
	expect(new Set(accounts.map(([who]) => who))).toEqual(new Set([name]));
	expect(Math.round(accounts.reduce((sum, [, amount]) => sum + Number(amount), 0) * 100)).toBe(cents(total));
	expect(cells.at(-1)?.slice(0, 2)).toEqual(['Total', cents(total) / 100]);
	expect(sheet['!cols']?.[0]?.wpx).toBe(320);

	// The choice of last time comes back; "abrindo Excel" downloads at once.
	await expect(dialog).toBeHidden();
	await page.getByRole('button', { name: 'Exportar', exact: true }).click();
	await expect(dialog.getByLabel('Título da coluna Nome Cliente')).toHaveValue('Devedor');
	await dialog.getByLabel('Formato').selectOption('CSV (.csv)');
	const [opened] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Exportar abrindo Excel' }).click()
	]);
	expect(readFileSync(await opened.path(), 'utf8')).toContain(`${name};`);
	await selection(page).getByRole('button', { name: 'Nenhum' }).click();
	link.restore();
	await upToDate(page);
});

test('(297, 300) after Ok the file is in the place that was chosen', async ({ computer }) => {
	const { page } = await computer('gerente.prudente');
	// The system's own window cannot be clicked by a test: what it would answer is a file of the browser's private folder.
	await page.addInitScript(() => {
		Object.assign(window, {
			showSaveFilePicker: async () => (await navigator.storage.getDirectory()).getFileHandle('cobranca.csv', { create: true })
		});
	});
	await page.goto('/delinquency');
	await upToDate(page);
	await expect(lines(list(page)).first()).toBeVisible();
	await page.getByRole('button', { name: 'Exportar', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'Exportar' });
	await dialog.getByLabel('Formato').selectOption('CSV (.csv)');
	await dialog.getByRole('checkbox', { name: 'Escolher a pasta ao salvar' }).check();
	await dialog.getByRole('button', { name: 'Exportar criando arquivo' }).click();
	const confirmation = page.getByRole('alertdialog', { name: 'Criar o arquivo cobranca.csv?' });
	await confirmation.getByRole('button', { name: 'Ok' }).click();
	await expect(page.getByText('Arquivo cobranca.csv gravado')).toBeVisible();
	const text = await page.evaluate(async () => {
		const folder = await navigator.storage.getDirectory();
		const file = await (await folder.getFileHandle('cobranca.csv')).getFile();
		const written = await file.text();
		await folder.removeEntry('cobranca.csv');
		return written;
	});
	expect(text).toContain('Valor do Lançamento');
});

/** What an automation of the provider's finance does when money comes in. */
async function pay(admin: Computer, invoiceId: string, amount: number): Promise<void> {
	const secret = await admin.page.evaluate(async () => {
		const { user } = (await (await fetch('/api/session')).json()) as { user: { id: string } };
		const key = await fetch('/api/admin/api-keys', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ name: 'ERP', userId: user.id, scopes: ['payment.create'] })
		});
		return ((await key.json()) as { secret: string }).secret;
	});
	const day = new Date().toLocaleDateString('sv', { timeZone: 'America/Sao_Paulo' });
	const answer = await fetch(`${centre()}/api/trpc/payment.create`, {
		method: 'POST',
		headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
		// The amount of the list is without the fees of today.
		body: JSON.stringify({ invoiceId, source: 'pix', paidOn: day, cents: amount, waiveFees: true, note: 'Acordo' })
	});
	expect(answer.ok, await answer.text()).toBe(true);
}

test('290: who pays elsewhere leaves the list, the sums and the selection at once, in every browser', async ({ computer }) => {
	const [admin, clerk] = [await computer('admin'), await computer('financeiro')];
	await openControl(clerk.page);
	const all = await countOf(list(clerk.page));
	const [, name = ''] = await cellsOf(lines(list(clerk.page)).first());
	await clerk.page.getByRole('checkbox', { name: `Selecionar ${name}` }).check();
	await expect(selection(clerk.page)).toContainText('1 selecionado');
	await clerk.page.getByRole('button', { name: 'Ver Lista' }).click();
	await expect(lines(debts(clerk.page)).first()).toBeVisible();
	const owed: { id: string; amount: number }[] = [];
	for (const line of await lines(debts(clerk.page)).all())
		owed.push({ id: (await line.getAttribute('data-key')) ?? '', amount: cents((await cellsOf(line))[6] ?? '') });
	await clerk.page.getByRole('button', { name: 'Ver clientes' }).click();
	await expectCount(list(clerk.page), all);
	// With fine and interest of a year to spare: what is too much is credit.
	for (const { id, amount } of owed) await pay(admin, id, Math.round(amount * 1.2));
	await expectCount(list(clerk.page), all - 1);
	await expect(list(clerk.page).getByText(name, { exact: true })).toHaveCount(0);
	await expect(selection(clerk.page)).toContainText('Nenhum selecionado');
});

test('a technician does not see who owes', async ({ computer }) => {
	const { page } = await computer('tecnico.prudente');
	await expect(nav(page).getByRole('link', { name: 'Clientes' })).toBeVisible();
	await expect(nav(page).getByRole('link', { name: 'Inadimplentes' })).toHaveCount(0);
	await page.goto('/delinquency');
	await expect(page.getByText(/^Os inadimplentes são vistos por/)).toBeVisible();
});
