import type { Page } from '@playwright/test';
import { expect, test, upToDate, statusBar } from './support/computer.ts';
import { createCustomer, findAndOpen, newPerson, record } from './support/customer.ts';

const option = async (page: Page, name: string): Promise<void> => {
	await page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name, exact: true }).click();
	await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
};
const contacts = (page: Page) => page.getByRole('grid', { name: 'Contatos do cliente' });

test('(116) (123) (127) a contact: the consent waits for a mobile, parents stay at the centre, and a colleague sees it at once', async ({
	computer
}) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await findAndOpen(manager.page, person.Nome);
	await option(manager.page, 'Contatos');

	await option(clerk.page, 'Contatos');
	await clerk.page.getByRole('button', { name: 'Novo Contato' }).first().click();
	const form = clerk.page.getByRole('dialog', { name: 'Novo Contato' });
	const consent = form.getByRole('checkbox', { name: 'O contato autorizou enviar SMS no celular' });
	await form.getByLabel('Nome do contato').fill('Lia Prado');
	await form.getByLabel('Tipo de contato').selectOption('Financeiro');
	await expect(consent).toBeDisabled();
	await form.getByLabel('Celular', { exact: true }).fill('98765-4321');
	await consent.check();
	await form.getByLabel('Nome da mãe').fill('Rosa Prado');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form).toBeHidden();
	await expect(contacts(manager.page).getByRole('row', { name: /Lia Prado.*Financeiro.*\(18\) 98765-4321.*Autorizado/ })).toBeVisible();

	// The name comes from the centre for whoever may change the contact; without the centre the form says why it is not there.
	await contacts(manager.page).getByRole('gridcell', { name: 'Lia Prado' }).dblclick();
	const seen = manager.page.getByRole('dialog', { name: 'Editar contato' });
	await expect(seen.getByLabel('Nome da mãe')).toHaveValue('Rosa Prado');
	await seen.getByRole('button', { name: 'Cancelar' }).click();
	manager.link.cut();
	await expect(statusBar(manager.page)).toContainText('Trabalhando sem conexão desde');
	await contacts(manager.page).getByRole('gridcell', { name: 'Lia Prado' }).dblclick();
	await expect(seen.getByText('os nomes dos pais ficam só no centro')).toBeVisible();
	await expect(seen.getByLabel('Nome da mãe')).toHaveValue('');
});

test('(104) (105) (106) (108) (112) another address opens filled from its CEP; without the centre it is filled in by hand', async ({
	computer
}) => {
	const { page, link } = await computer('atendente.prudente');
	await createCustomer(page);
	await option(page, 'Outros Endereços');
	await page.getByRole('button', { name: 'Add. Endereço' }).first().click();
	const form = page.getByRole('dialog', { name: 'Novo endereço' });
	await form.getByLabel('CEP').fill('19160000');
	await form.getByRole('button', { name: 'Pesquisar' }).click();
	await expect(form.getByLabel('Cidade')).toHaveValue('Álvares Machado');
	await expect(form.getByLabel('UF')).toHaveValue('SP');
	await form.getByLabel('Tipo de endereço').selectOption('Entrega');
	await form.getByLabel('Logradouro').fill('Rua dos Ipês');
	await form.getByLabel('Cidade').fill('Regente Feijó');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form).toBeHidden();
	await expect(page.getByRole('list', { name: 'Outros endereços do cliente' })).toContainText('Regente Feijó/SP');

	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão desde');
	await page.getByRole('button', { name: 'Add. Endereço' }).click();
	await form.getByLabel('CEP').fill('19160-000');
	await form.getByLabel('CEP').press('Enter');
	await expect(form.getByText('Preencha o endereço à mão')).toBeVisible();
	await expect(form.getByLabel('Logradouro')).toBeEditable();
});

test('(98) (100) (101) the value of an extra field, with its confirmation; (85) (93) an exception rule', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await createCustomer(page);
	await option(page, 'Campos Extras');
	await page.getByRole('button', { name: 'Editar Campo: Como nos conheceu' }).click();
	const form = page.getByRole('dialog', { name: 'Valor do Campo Extra' });
	await form.getByLabel('Valor').selectOption('Rádio');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await page.getByRole('alertdialog', { name: 'Valor salvo' }).getByRole('button', { name: 'Ok' }).click();
	await expect(
		page.getByRole('list', { name: 'Campos extras' }).getByRole('listitem').filter({ hasText: 'Como nos conheceu' })
	).toContainText('Rádio');

	await option(page, 'Outras Opções');
	await page.getByRole('button', { name: 'Editar Regras de exceção' }).click();
	await page.getByLabel('Permitir descontos promocionais').selectOption('Não');
	await page.getByRole('button', { name: 'Salvar' }).click();
	await expect(page.getByRole('button', { name: 'Salvar' })).toBeHidden();
	await expect(page.locator('dl > div').filter({ hasText: 'Permitir descontos promocionais' }).locator('dd')).toHaveText('Não');
});

test('(150) (156) (157) (160) (169) debit by account with its authorisation; a card leaves only its last four', async ({ computer }) => {
	const { page, link } = await computer('atendente.prudente');
	const person = newPerson();
	await createCustomer(page, person);
	await upToDate(page);
	await option(page, 'Dados Débitos');
	await page.getByRole('button', { name: 'Dados Débito', exact: true }).first().click();
	const form = page.getByRole('dialog', { name: 'Novos dados de débito' });
	await form.getByLabel('Forma de cobrança').selectOption('Débito em conta telefônica');
	await expect(form.getByLabel('Nro contrato')).toBeVisible();
	await form.getByLabel('Forma de cobrança').selectOption('Débito em conta');
	await expect(form.getByLabel('Nro contrato')).toBeHidden();
	await form.getByLabel('Agência').fill('0123');
	await form.getByLabel('Nro. de conta cte.').fill('45678-9');
	await form.getByLabel('Tipo da conta').selectOption('Conta corrente');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(page.getByText('Dados salvos com sucesso')).toBeVisible();
	const list = page.getByRole('list', { name: 'Dados de débito do cliente' });
	await list.getByLabel('Status do débito').selectOption('Autorizado');
	await expect(list.getByText('Autorizado em')).toBeVisible();
	await list.getByRole('link', { name: 'Autorização de Débito' }).click();
	const sheet = page.getByRole('article', { name: 'Autorização de Débito' });
	await expect(sheet).toContainText(person.Nome);
	await expect(sheet).toContainText('Autorizo');
	await page.getByRole('link', { name: 'Voltar aos dados débitos' }).click();

	await page.getByRole('button', { name: 'Dados Débito', exact: true }).click();
	await form.getByLabel('Forma de cobrança').selectOption('Cartão de crédito');
	await form.getByLabel('Nro. cartão').fill('5555 5555 5555 4444');
	await form.getByLabel('Validade').fill('12/30');
	await form.getByLabel('Dígito de segurança').fill('739');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form).toBeHidden();
	await expect(list).toContainText('Mastercard final 4444, validade 12/2030');
	expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/5555 ?5555/);

	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão desde');
	await page.getByRole('button', { name: 'Dados Débito', exact: true }).click();
	await form.getByLabel('Forma de cobrança').selectOption('Cartão de crédito');
	await expect(form.getByText('Um cartão precisa de conexão')).toBeVisible();
});

test('(179) (180) a starred option comes first in the list and among the favourites', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await createCustomer(page);
	const options = page.getByRole('navigation', { name: 'Opções do cadastro' });
	await options.getByRole('button', { name: 'Adicionar aos favoritos: Contatos' }).click();
	await expect(options.getByRole('link').first()).toHaveText('Contatos');
	await option(page, 'Favoritos');
	await page.getByRole('list', { name: 'Opções favoritas' }).getByRole('link', { name: 'Contatos' }).click();
	await expect(page.getByRole('heading', { name: 'Contatos', level: 2 })).toBeVisible();
	await options.getByRole('button', { name: 'Tirar dos favoritos: Contatos' }).click();
	await expect(options.getByRole('link').first()).toHaveText('Dados Cadastro');
	await expect(record(page)).toBeVisible();
});
