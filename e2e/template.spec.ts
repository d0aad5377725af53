import type { Page } from '@playwright/test';
import { expect, statusBar, test, upToDate } from './support/computer.ts';
import { createCustomer, newPerson, uniqueWord } from './support/customer.ts';
import { openSettings } from './support/people.ts';

const editor = (page: Page) => page.getByRole('textbox', { name: 'Texto do modelo' });
const preview = (page: Page) => page.getByRole('region', { name: 'Como fica' }).last();
const problems = (page: Page) => page.getByRole('region', { name: /para corrigir$/ });

/** Makes a template and opens it. */
async function newTemplate(page: Page, channel: 'E-mail' | 'SMS'): Promise<string> {
	const name = `Modelo ${uniqueWord()}`;
	await openSettings(page, 'Modelos de mensagem');
	await page.getByRole('button', { name: 'Novo modelo' }).click();
	const dialog = page.getByRole('dialog', { name: 'Novo modelo' });
	await dialog.getByLabel('Nome').fill(name);
	await dialog.getByLabel('Canal').selectOption(channel);
	await dialog.getByRole('button', { name: 'Salvar' }).click();
	await open(page, name);
	return name;
}
async function open(page: Page, name: string): Promise<void> {
	await page.getByRole('gridcell', { name, exact: true }).dblclick();
	await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
	await expect(editor(page)).toBeVisible();
}
async function seeAs(page: Page, customer: string): Promise<void> {
	await page.getByRole('combobox', { name: 'Cliente' }).fill(customer);
	await expect(page.getByRole('option', { name: customer })).toBeVisible();
	await page.keyboard.press('Enter');
}

test('a template is written by two people at once, with variables by completion and by click, and previewed with a real customer', async ({
	computer
}) => {
	const [admin, manager] = [await computer('admin'), await computer('gerente.prudente')];
	const person = newPerson();
	const code = await createCustomer(manager.page, person);
	await upToDate(manager.page);
	const name = await newTemplate(admin.page, 'E-mail');
	await upToDate(admin.page);
	await openSettings(manager.page, 'Modelos de mensagem');
	await open(manager.page, name);

	await editor(admin.page).click();
	await admin.page.keyboard.type('Bom dia, {{primeiro');
	await expect(admin.page.getByRole('option', { name: /cliente\.primeiro_nome/ })).toBeVisible();
	await admin.page.keyboard.press('Enter');
	await admin.page.keyboard.type('! Seu número é ');
	await admin.page.getByRole('button', { name: 'Inserir cliente.codigo' }).click();
	await expect(editor(manager.page)).toContainText('Bom dia, {{cliente.primeiro_nome}}! Seu número é {{cliente.codigo}}');
	await expect(manager.page.getByText('escrevendo aqui')).toBeVisible();

	await seeAs(manager.page, person.Nome);
	await expect(preview(manager.page)).toHaveText(`Bom dia, Alzira! Seu número é ${String(code)}`);

	// What is no variable is marked, explained, and mended by one click.
	await admin.page.keyboard.type(' {{cliente.nme}} {codigo}');
	await expect(problems(manager.page)).toContainText(
		'“cliente.nme” não é um dado conhecido e seria enviado assim. Você quis dizer “cliente.nome”?'
	);
	await expect(problems(manager.page)).toContainText('“codigo” está entre chaves simples');
	await problems(manager.page).getByRole('button', { name: 'Trocar por cliente.nome' }).click();
	await problems(manager.page).getByRole('button', { name: 'Trocar por cliente.codigo' }).click();
	await expect(problems(manager.page)).toBeHidden();
	await expect(preview(manager.page)).toHaveText(`Bom dia, Alzira! Seu número é ${String(code)} ${person.Nome} ${String(code)}`);
	await expect(editor(admin.page)).toContainText('{{cliente.nome}} {{cliente.codigo}}');
});

test('an SMS tells how many parts it is, and what makes it more; offline too', async ({ computer }) => {
	const manager = await computer('gerente.prudente');
	const { page } = manager;
	const name = await newTemplate(page, 'SMS');
	await upToDate(page);
	manager.link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	await editor(page).click();
	await page.keyboard.type(`Não ${'a'.repeat(80)}`);
	await expect(page.getByText('2 SMS · 84 caracteres')).toBeVisible();
	await expect(page.getByText('ã não cabem no alfabeto GSM')).toBeVisible();
	await page.getByRole('button', { name: 'Tirar acentos' }).click();
	await expect(editor(page)).toHaveText(`Nao ${'a'.repeat(80)}`);
	await expect(page.getByText('1 SMS · 84 caracteres · cabem mais 76')).toBeVisible();
	await expect(statusBar(page)).toContainText('pendente');
	manager.link.restore();
	await upToDate(page);

	// Who may not write it may read it.
	const clerk = await computer('atendente.prudente');
	await openSettings(clerk.page, 'Modelos de mensagem');
	await open(clerk.page, name);
	await expect(editor(clerk.page)).toContainText(`Nao ${'a'.repeat(80)}`);
	await expect(clerk.page.getByRole('button', { name: 'Inserir cliente.nome' })).toBeDisabled();
});

test('(10) every section of the Painel has its history, for management and with the centre', async ({ computer }) => {
	const manager = await computer('gerente.prudente');
	const { page } = manager;
	const name = `Equipe ${uniqueWord()}`;
	await openSettings(page, 'Equipes');
	await page.getByRole('button', { name: 'Nova equipe' }).click();
	await page.getByRole('dialog').getByLabel('Nome').fill(name);
	await page.getByRole('dialog').getByRole('button', { name: 'Salvar' }).click();
	await upToDate(page);
	await page.getByRole('row', { name }).click();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Nome').fill(`${name} Sul`);
	await dialog.getByRole('button', { name: 'Salvar' }).click();
	await upToDate(page);

	await page.getByRole('link', { name: 'Histórico' }).click();
	await expect(page.getByRole('heading', { name: 'Histórico: Equipes' })).toBeVisible();
	const first = page.getByRole('grid', { name: 'Histórico de alterações' }).getByRole('row').nth(1);
	await expect(first).toContainText(`${name} Sul · alteração: Nome`);
	await expect(first).toContainText('gerente.prudente');
	await first.click();
	const detail = page.getByRole('region', { name: 'Detalhe da alteração' });
	await expect(detail.getByRole('row', { name: 'Nome' })).toContainText(`${name}${name} Sul`);

	const clerk = await computer('atendente.prudente');
	await openSettings(clerk.page, 'Equipes');
	await expect(clerk.page.getByRole('button', { name: 'Histórico' })).toHaveAttribute('aria-disabled', 'true');

	manager.link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	await openSettings(page, 'Variáveis');
	await page.getByRole('link', { name: 'Histórico' }).click();
	await expect(page.getByText('O histórico precisa do centro')).toBeVisible();
});
