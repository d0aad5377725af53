import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, statusBar, test, upToDate } from './support/computer.ts';
import { createCustomer, findAndOpen, goTo, newPerson, reading, record } from './support/customer.ts';

const openPrivacy = (page: Page): Promise<void> =>
	page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name: 'Privacidade' }).click();
const accesses = (page: Page) => page.getByRole('grid', { name: 'Acessos a este cadastro' });

test('who opened a record: an attendant from the search, and what was opened offline when the line is back; only management sees it', async ({
	computer
}) => {
	const [clerk, technician] = [await computer('atendente.prudente'), await computer('tecnico.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await goTo(technician.page, 'Clientes');
	await technician.page.getByLabel('Procurar').fill(person.Nome);
	await expect(technician.page.getByRole('gridcell', { name: person.Nome, exact: true })).toBeVisible();
	technician.link.cut();
	await expect(statusBar(technician.page)).toContainText('Trabalhando sem conexão');
	await technician.page.getByLabel('Procurar').press('Enter');
	await expect(record(technician.page)).toBeVisible();
	// Looking is nothing that anybody waits for.
	await expect(statusBar(technician.page)).toContainText('Tudo enviado');

	const manager = await computer('gerente.prudente');
	await findAndOpen(manager.page, person.Nome);
	await openPrivacy(manager.page);
	// Copies of the whole branch stand there, too: everybody's computer that was filled lately.
	const rows = accesses(manager.page).getByRole('row').filter({ hasNotText: 'Cópia local' });
	await expect(rows.filter({ hasText: 'Lívia Arantes' })).toHaveCount(1);
	await expect(rows.filter({ hasText: 'Odete Brandão' })).toContainText('Busca de clientes');
	await expect(rows.filter({ hasText: 'Nilson Ferraz' })).toHaveCount(0);

	technician.link.restore();
	await upToDate(technician.page);
	await expect(async () => {
		await manager.page.getByLabel('Pessoa').selectOption('Nilson Ferraz');
		await expect(rows.filter({ hasText: 'Nilson Ferraz' })).toContainText('Busca de clientes', { timeout: 2_000 });
		await manager.page.getByLabel('Pessoa').selectOption('Todas');
	}).toPass();

	await openPrivacy(clerk.page);
	await expect(clerk.page.getByText('são vistos por: Gerente, Administrador')).toBeVisible();
	manager.link.cut();
	await expect(statusBar(manager.page)).toContainText('Trabalhando sem conexão');
	await expect(manager.page.getByRole('button', { name: 'Exportar JSON' })).toHaveAttribute('aria-disabled', 'true');
	await manager.page.reload();
	await expect(manager.page.getByText('O registro de acessos fica no centro')).toBeVisible();
});

test('everything of one person as JSON and PDF; forgetting them reaches the other browser at once', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	const code = await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await findAndOpen(manager.page, person.Nome);
	await openPrivacy(manager.page);

	const saved = async (name: string) => {
		const [download] = await Promise.all([manager.page.waitForEvent('download'), manager.page.getByRole('button', { name }).click()]);
		return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
	};
	const json = await saved('Exportar JSON');
	expect(json.name).toMatch(new RegExp(`^titular-${String(code)}-\\d{4}-\\d\\d-\\d\\d\\.json$`));
	expect(JSON.parse(json.bytes.toString('utf8'))).toMatchObject({
		format: 'balcao-person',
		sections: { registrations: [{ name: person.Nome, code }] }
	});
	const pdf = await saved('Exportar PDF');
	expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
	await expect(accesses(manager.page).getByRole('row').filter({ hasText: 'Exportação dos dados' })).toHaveCount(2);

	await manager.page.getByRole('button', { name: 'Anonimizar…' }).click();
	const dialog = manager.page.getByRole('dialog', { name: `Anonimizar ${person.Nome}` });
	await dialog.getByLabel('Motivo ou protocolo do pedido').fill('Pedido do titular');
	await dialog.getByLabel('Digite o código do cliente').fill('1');
	await dialog.getByRole('button', { name: 'Anonimizar para sempre' }).click();
	await expect(dialog.getByLabel('Digite o código do cliente')).toHaveAccessibleDescription(
		`Para confirmar, digite o código ${String(code)}.`
	);
	await dialog.getByLabel('Digite o código do cliente').fill(String(code));
	await dialog.getByRole('button', { name: 'Anonimizar para sempre' }).click();
	await expect(dialog).toBeHidden();
	for (const { page } of [manager, clerk]) {
		await expect(page.getByText(/^Anonimizado em .* por Odete Brandão/)).toBeVisible();
		await expect(record(page).getByRole('heading', { level: 1 })).toHaveText('Titular anonimizado');
	}
	await expect(reading(clerk.page, 'Identificação', 'Nome')).toHaveText('Titular anonimizado');
	await expect(clerk.page.getByRole('button', { name: 'Editar Identificação' })).toHaveAttribute('aria-disabled', 'true');
	// Whoever has the record open is offered nothing that would be refused: each option says why, under its heading or at the button.
	const option = (name: string | RegExp) =>
		clerk.page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name }).click();
	for (const [name, verb] of [
		['Outros Endereços', 'Add. Endereço'],
		['Contatos', 'Novo Contato'],
		[/^Observações/, 'Novo Obs'],
		['Dados Débitos', 'Dados Débito'],
		['Documentos', 'Incluir arquivos']
	] as const) {
		await option(name);
		const button = clerk.page.getByRole('button', { name: verb, exact: true }).first();
		await expect(button).toHaveAttribute('aria-disabled', 'true');
		// The reason is read out, and shown, to whoever comes to the button.
		await button.hover();
		await expect(button).toHaveAccessibleDescription(/anonimizad/);
	}
	await option('Campos Extras');
	await expect(clerk.page.getByRole('button', { name: /^Editar Campo/ }).first()).toHaveAttribute('aria-disabled', 'true');
	await clerk.page.getByRole('link', { name: 'Atendimento', exact: true }).click();
	await expect(clerk.page.getByRole('button', { name: 'Novo atendimento' }).first()).toHaveAttribute('aria-disabled', 'true');
	await option('Ordens de serviço');
	await expect(clerk.page.getByRole('button', { name: 'Nova ordem de serviço' }).first()).toHaveAttribute('aria-disabled', 'true');

	await goTo(clerk.page, 'Clientes');
	await clerk.page.getByLabel('Procurar').fill(person.Nome);
	await expect(clerk.page.getByText(/Nenhum cliente/).first()).toBeVisible();
});

test('the record on paper, also without a connection: Ctrl+P, sections of choice, head, date and who', async ({ computer }) => {
	const { page, link } = await computer('atendente.prudente');
	const person = newPerson({ Referência: 'atrás do posto' });
	const code = await createCustomer(page, person);
	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	await page.keyboard.press('Control+p');
	const sheet = page.getByRole('article', { name: 'Cadastro do Cliente' }).last();
	await expect(sheet.getByText(`Código ${String(code)}`)).toBeVisible();
	await expect(sheet).toContainText('Impresso por Lívia Arantes em');
	await expect(sheet).toContainText('Sem conexão: dados de');
	await expect(sheet.getByRole('region', { name: 'Dados do cadastro' })).toContainText('atrás do posto');
	await expect(sheet.getByRole('region', { name: 'Observações' })).toBeHidden();
	await page.getByRole('checkbox', { name: 'Observações' }).check();
	await expect(sheet.getByRole('region', { name: 'Observações' })).toContainText('Nada cadastrado.');
	await page.getByRole('checkbox', { name: 'Observações' }).uncheck();

	await page.emulateMedia({ media: 'print' });
	await expect(sheet).toBeVisible();
	await expect(statusBar(page)).toBeHidden();
	await expect(page.getByRole('navigation', { name: 'Telas' })).toBeHidden();
	await expect(page.getByRole('button', { name: 'Imprimir', exact: true })).toBeHidden();
	await page.emulateMedia({ media: null });
});
