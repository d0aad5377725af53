import type { Page } from '@playwright/test';
import { expect, test, upToDate } from './support/computer.ts';
import { createCustomer, findAndOpen, newPerson, record } from './support/customer.ts';

const option = async (page: Page, name: string): Promise<void> => {
	await page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name, exact: true }).click();
};

test('a duplicate is found by its CPF, compared, merged and taken back; whoever has it open sees it at once', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const first = newPerson();
	const second = { ...newPerson(), CPF: first.CPF ?? '', 'E-mail': 'certo@example.com' };
	await createCustomer(clerk.page, first);
	await createCustomer(clerk.page, second);
	await option(clerk.page, 'Contatos');
	await clerk.page.getByRole('button', { name: 'Novo Contato' }).first().click();
	const contact = clerk.page.getByRole('dialog', { name: 'Novo Contato' });
	await contact.getByLabel('Nome do contato').fill('Lia Duplicada');
	await contact.getByRole('button', { name: 'Salvar' }).click();
	await expect(contact).toBeHidden();
	await upToDate(clerk.page);

	await findAndOpen(manager.page, first.Nome);
	await option(manager.page, 'Duplicados');
	const likely = manager.page.getByRole('region', { name: 'Prováveis duplicados' }).getByRole('listitem').filter({ hasText: second.Nome });
	await expect(likely).toContainText('mesmo CPF/CNPJ');
	await likely.getByRole('button', { name: /^Comparar com/ }).click();
	const dialog = manager.page.getByRole('dialog', { name: 'Mesclar cadastros' });
	await expect(dialog.getByRole('radio', { name: new RegExp(`^Continua: .*${first.Nome}`) })).toBeChecked();
	await dialog.getByRole('radio', { name: /^E-mail: certo@example\.com/ }).check();
	await expect(dialog).toContainText('1 contato');
	await dialog.getByRole('button', { name: /^Mesclar em/ }).click();
	await expect(dialog).toBeHidden();
	await expect(record(manager.page)).toContainText('certo@example.com');

	const banner = record(clerk.page).getByRole('status').filter({ hasText: 'Este cadastro foi mesclado em' });
	await expect(banner).toBeVisible();
	await banner.getByRole('link', { name: /^Abrir/ }).click();
	await expect(record(clerk.page).getByRole('heading', { level: 1 })).toHaveText(first.Nome);
	await option(clerk.page, 'Contatos');
	await expect(clerk.page.getByRole('grid', { name: 'Contatos do cliente' })).toContainText('Lia Duplicada');

	await option(manager.page, 'Duplicados');
	await manager.page.getByRole('button', { name: /^Desfazer a mesclagem com/ }).click();
	await manager.page.getByRole('button', { name: 'Desfazer mesclagem' }).click();
	await expect(manager.page.getByText(/desfeita por/)).toBeVisible();
	await expect(clerk.page.getByText('Lia Duplicada')).toHaveCount(0);
});
