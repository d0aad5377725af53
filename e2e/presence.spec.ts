import type { Page } from '@playwright/test';
import { expect, statusBar, test } from './support/computer.ts';
import { beginEditing, createCustomer, findAndOpen, goTo, newPerson, record, section } from './support/customer.ts';

const here = (page: Page) => record(page).getByRole('list', { name: 'Também neste cadastro' }).getByRole('listitem');

test('who looks at the same record is shown to the others, and leaves when the record is left', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await expect(here(clerk.page)).toHaveCount(0);
	await findAndOpen(manager.page, person.Nome);
	await expect(here(clerk.page)).toHaveText([/Odete Brandão está vendo/]);
	await expect(here(manager.page)).toHaveText([/Lívia Arantes está vendo/]);
	await expect(statusBar(clerk.page)).toContainText('Também aqui: Odete Brandão');
	await goTo(manager.page, 'Clientes');
	await expect(here(clerk.page)).toHaveCount(0);
	await expect(statusBar(clerk.page)).not.toContainText('Também aqui');
});

test('who edits a section is shown there, before anything is saved', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await findAndOpen(manager.page, person.Nome);
	const editing = await beginEditing(manager.page, 'Telefones e e-mail');
	await expect(here(clerk.page)).toHaveText([/Odete Brandão está editando Telefones e e-mail/]);
	await expect(section(clerk.page, 'Telefones e e-mail')).toContainText('Odete Brandão está editando aqui');
	await expect(section(clerk.page, 'Endereço')).not.toContainText('está editando aqui');
	await editing.getByRole('button', { name: 'Cancelar' }).click();
	await expect(here(clerk.page)).toHaveText([/Odete Brandão está vendo/]);
	await expect(section(clerk.page, 'Telefones e e-mail')).not.toContainText('está editando aqui');
});

test('a window that is closed takes its person away, and a person with two windows counts once', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await findAndOpen(manager.page, person.Nome);
	const second = await manager.newWindow(new URL(manager.page.url()).pathname);
	await expect(here(second)).toHaveText([/Lívia Arantes está vendo/]);
	await expect(here(clerk.page)).toHaveText([/Odete Brandão está vendo/]);
	await manager.page.goto('/');
	await expect(here(second)).toHaveText([/Lívia Arantes está vendo/]);
	await expect(here(clerk.page)).toHaveText([/Odete Brandão está vendo/]);
	await second.close();
	await expect(here(clerk.page)).toHaveCount(0);
});

test('a lost line takes nobody by surprise: presence empties, and is back with the line', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await findAndOpen(manager.page, person.Nome);
	await expect(here(clerk.page)).toHaveCount(1);
	manager.link.cut();
	await expect(here(clerk.page)).toHaveCount(0);
	await expect(here(manager.page)).toHaveCount(0);
	manager.link.restore();
	await manager.page
		.getByRole('button', { name: 'Tentar agora' })
		.click({ timeout: 2_000 })
		.catch(() => undefined);
	await expect(here(clerk.page)).toHaveText([/Odete Brandão está vendo/], { timeout: 30_000 });
	await expect(here(manager.page)).toHaveText([/Lívia Arantes está vendo/], { timeout: 30_000 });
});
