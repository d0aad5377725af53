import type { Page } from '@playwright/test';
import { centre, expect, signIn, test, upToDate } from './support/computer.ts';
import { createCustomer, edit, findAndOpen, goTo, newPerson, reading, uniqueWord } from './support/customer.ts';
import { openObservations } from './support/observation.ts';
import { choose, hire, openSettings, rowOf } from './support/people.ts';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** Tells whether somebody gets in, without a browser of their own. */
async function maySignIn(login: string, password: string): Promise<boolean> {
	const answer = await fetch(`${centre()}/api/session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-balcao-client': 'headless' },
		body: JSON.stringify({ login, password })
	});
	return answer.ok;
}

test.describe('users', () => {
	test('made, signed in, edited, given another password, deactivated and brought back', async ({ computer }) => {
		const admin = await computer('admin');
		const { page } = admin;
		const hired = await hire(admin, 'Atendente', ['Assis']);
		expect(await maySignIn(hired.login, hired.password)).toBe(true);
		await expect(rowOf(page, hired.name)).toContainText('Assis');

		await rowOf(page, hired.name).dblclick();
		await dialog(page, 'Editar usuário').getByLabel('Função').selectOption('Gerente');
		await dialog(page, 'Editar usuário').getByRole('checkbox', { name: 'Ourinhos' }).check();
		await page.keyboard.press('Control+s');
		await expect(rowOf(page, hired.name)).toContainText('Gerente');
		await expect(rowOf(page, hired.name)).toContainText('Assis, Ourinhos');

		await choose(page, hired.name, 'Definir senha');
		await dialog(page, 'Definir senha').getByLabel('Nova senha').fill('curta');
		await dialog(page, 'Definir senha').getByRole('button', { name: 'Salvar' }).click();
		await expect(dialog(page, 'Definir senha').getByLabel('Nova senha')).toHaveAccessibleDescription(
			'A senha é curta: use pelo menos 10 caracteres.'
		);
		await dialog(page, 'Definir senha').getByLabel('Nova senha').fill('agora bem comprida');
		await dialog(page, 'Definir senha').getByRole('button', { name: 'Salvar' }).click();
		await expect(dialog(page, 'Definir senha')).toBeHidden();
		expect(await maySignIn(hired.login, hired.password)).toBe(false);
		expect(await maySignIn(hired.login, 'agora bem comprida')).toBe(true);

		await choose(page, hired.name, 'Desativar');
		await page
			.getByRole('alertdialog', { name: `Desativar ${hired.name}?` })
			.getByRole('button', { name: 'Desativar' })
			.click();
		await expect(rowOf(page, hired.name)).toContainText('Inativo');
		expect(await maySignIn(hired.login, 'agora bem comprida')).toBe(false);
		await choose(page, hired.name, 'Reativar');
		await expect(rowOf(page, hired.name)).not.toContainText('Inativo');
		expect(await maySignIn(hired.login, 'agora bem comprida')).toBe(true);
	});

	test('a login that is taken is refused under its field, and what was typed stays', async ({ computer }) => {
		const { page } = await computer('admin');
		await openSettings(page, 'Usuários');
		await page.getByRole('button', { name: 'Novo usuário' }).click();
		const form = dialog(page, 'Novo usuário');
		await form.getByLabel('Nome', { exact: true }).fill('Outra Lívia');
		await form.getByLabel('Usuário (login)').fill('atendente.prudente');
		await form.getByLabel('Senha inicial').fill('três palavras boas');
		await form.getByRole('button', { name: 'Salvar' }).click();
		await expect(form.getByLabel('Usuário (login)')).toHaveAccessibleDescription('Já existe um usuário com este login.');
		await expect(form.getByLabel('Nome', { exact: true })).toHaveValue('Outra Lívia');
		await page.keyboard.press('Escape');
		await page.getByRole('alertdialog').getByRole('button', { name: 'Descartar' }).click();
		await expect(form).toBeHidden();
	});
});

test('roles: what each may do is read from the rules', async ({ computer }) => {
	const { page } = await computer('admin');
	await openSettings(page, 'Funções');
	const header = page.getByRole('columnheader');
	await expect(header).toHaveText(['O que se faz', 'Atendente', 'Financeiro', 'Técnico', 'Gerente', 'Administrador']);
	const cellsOf = (verb: string) => page.getByRole('row', { name: new RegExp(`^${verb}`) }).getByRole('cell');
	await expect(cellsOf('Ver faturas e débitos')).toHaveText([/pode/, /pode/, /não pode/, /pode/, /pode/]);
	await expect(cellsOf('Manter usuários')).toHaveText([/não pode/, /não pode/, /não pode/, /não pode/, /^pode/]);
});

test('branches: a new one is there for everybody who may see it, and an inactive one takes no customer', async ({ computer }) => {
	const admin = await computer('admin');
	const { page } = admin;
	const name = `Marília ${uniqueWord()}`;
	await openSettings(page, 'Filiais');
	await page.getByRole('button', { name: 'Nova filial' }).click();
	const form = dialog(page, 'Nova filial');
	await form.getByLabel('Nome').fill(name);
	await form.getByLabel('Cidade').fill('Marília');
	await form.getByLabel('Estado').selectOption({ label: 'SP · São Paulo' });
	await form.getByLabel('DDD').fill('10');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form.getByLabel('DDD')).toHaveAccessibleDescription('Este DDD não existe.');
	await form.getByLabel('DDD').fill('14');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(rowOf(page, name)).toContainText('Marília / SP');
	await upToDate(page);

	await goTo(page, 'Clientes');
	await page.getByRole('link', { name: 'Novo cliente' }).click();
	await expect(page.getByLabel('Filial').getByRole('option', { name })).toBeAttached();
	await openSettings(page, 'Filiais');
	await choose(page, name, 'Editar');
	await dialog(page, 'Editar filial').getByRole('checkbox', { name: 'Ativa' }).uncheck();
	await dialog(page, 'Editar filial').getByRole('button', { name: 'Salvar' }).click();
	await expect(rowOf(page, name)).toContainText('Inativo');
	await upToDate(page);
	await goTo(page, 'Clientes');
	await page.getByRole('link', { name: 'Novo cliente' }).click();
	await expect(page.getByLabel('Filial')).toBeVisible();
	await expect(page.getByLabel('Filial').getByRole('option', { name })).toHaveCount(0);
});

test('observation types: a new one is offered at once in another office, an inactive one no longer', async ({ computer }) => {
	const [admin, clerk] = [await computer('admin'), await computer('atendente.prudente')];
	const type = `Tipo ${uniqueWord()}`;
	await createCustomer(clerk.page);
	await openObservations(clerk.page);
	await clerk.page.getByRole('button', { name: 'Novo Obs' }).first().click();
	const offered = clerk.page.getByRole('dialog').getByLabel('Tipo de observação').getByRole('option', { name: type });
	await expect(offered).toHaveCount(0);

	await openSettings(admin.page, 'Tipos de observação');
	await admin.page.getByRole('button', { name: 'Novo tipo' }).click();
	await dialog(admin.page, 'Novo tipo').getByLabel('Nome').fill(type);
	await dialog(admin.page, 'Novo tipo').getByRole('button', { name: 'Salvar' }).click();
	await expect(offered).toHaveCount(1);
	await choose(admin.page, type, 'Editar');
	await dialog(admin.page, 'Editar tipo de observação').getByRole('checkbox', { name: 'Ativo' }).uncheck();
	await dialog(admin.page, 'Editar tipo de observação').getByRole('button', { name: 'Salvar' }).click();
	await expect(offered).toHaveCount(0);
});

test('variables are checked, saved and there for everybody', async ({ computer }) => {
	const [admin, manager] = [await computer('admin'), await computer('gerente.prudente')];
	await openSettings(admin.page, 'Variáveis');
	await openSettings(manager.page, 'Variáveis');
	const hours = (page: Page) => page.getByLabel('Horas que um computador pode trabalhar sem falar com o centro');
	const before = await hours(admin.page).inputValue();
	await hours(admin.page).fill('0');
	await admin.page.getByRole('button', { name: 'Salvar' }).click();
	await expect(hours(admin.page)).toHaveAttribute('aria-invalid', 'true');
	await hours(admin.page).fill('36');
	await admin.page.getByRole('button', { name: 'Salvar' }).click();
	await expect(hours(manager.page)).toHaveValue('36');
	await hours(admin.page).fill(before);
	await admin.page.getByRole('button', { name: 'Salvar' }).click();
	await expect(hours(manager.page)).toHaveValue(before);
});

test.describe('API keys', () => {
	const ask = (secret: string, procedure: string, input: unknown, mutation = false) =>
		fetch(`${centre()}/api/trpc/${procedure}${mutation ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`, {
			method: mutation ? 'POST' : 'GET',
			headers: { authorization: `Bearer ${secret}`, ...(mutation ? { 'content-type': 'application/json' } : {}) },
			...(mutation ? { body: JSON.stringify(input) } : {})
		});

	test('made once seen, used within its scope, refused outside it, revoked', async ({ computer }) => {
		const [admin, clerk] = [await computer('admin'), await computer('atendente.prudente')];
		const { page } = admin;
		const person = newPerson({ Referência: 'antes' });
		await createCustomer(clerk.page, person);
		await upToDate(clerk.page);
		const id = new URL(clerk.page.url()).pathname.split('/')[2]!;
		const name = `Integração ${uniqueWord()}`;

		await openSettings(page, 'Chaves de API');
		await page.getByRole('button', { name: 'Nova chave' }).click();
		const form = dialog(page, 'Nova chave');
		await form.getByLabel('Nome', { exact: true }).fill(name);
		await form.getByRole('button', { name: 'Salvar' }).click();
		await expect(form).toContainText('Marque pelo menos uma chamada.');
		await form.getByLabel('Age em nome de').selectOption({ label: 'Odete Brandão · Gerente' });
		for (const scope of ['customer.search', 'customer.update']) await form.getByRole('checkbox', { name: scope }).check();
		await form.getByRole('button', { name: 'Salvar' }).click();
		const shown = page.getByRole('alertdialog', { name: 'Copie a chave agora' });
		const secret = await shown.getByLabel('Chave').inputValue();
		expect(secret).toMatch(/^balcao_/);
		await shown.getByRole('button', { name: 'Já copiei' }).click();
		await expect(shown).toBeHidden();
		await expect(page.locator('body')).not.toContainText(secret);
		await expect(rowOf(page, name)).toContainText('Válida');
		await expect(rowOf(page, name)).toContainText('nunca');

		const found = await ask(secret, 'customer.search', { text: person.Nome });
		expect(found.status).toBe(200);
		expect(((await found.json()) as { result: { data: { name: string }[] } }).result.data.map((one) => one.name)).toEqual([person.Nome]);
		const written = await ask(secret, 'customer.update', { id, changes: { reference: { from: 'antes', to: 'por um programa' } } }, true);
		expect(written.status).toBe(200);
		// It acts in somebody's name, and screens see it like anybody's edit.
		await expect(reading(clerk.page, 'Endereço', 'Referência')).toHaveText('por um programa');
		await expect(clerk.page.getByText('Odete alterou')).toBeVisible();
		expect((await ask(secret, 'observation.list', { customerId: id })).status).toBe(403);

		await page.getByRole('navigation', { name: 'Seções do painel' }).getByRole('link', { name: 'Usuários' }).click();
		await openSettings(page, 'Chaves de API');
		await expect(rowOf(page, name)).not.toContainText('nunca');
		await choose(page, name, 'Revogar');
		await page
			.getByRole('alertdialog', { name: `Revogar a chave ${name}?` })
			.getByRole('button', { name: 'Revogar' })
			.click();
		await expect(rowOf(page, name)).toContainText('Revogada');
		expect((await ask(secret, 'customer.search', { text: person.Nome })).status).toBe(401);
	});
});

test('who may not manage does not see what they may not have, and is told who may', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await openSettings(page, 'Usuários');
	const sections = page.getByRole('navigation', { name: 'Seções do painel' }).getByRole('link');
	await expect(sections).toHaveText([
		'Usuários',
		'Funções',
		'Filiais',
		'Tipos de observação',
		'Tipos de contato',
		'Tipos de endereço',
		'Campos extras',
		'Formas de cobrança',
		'Grupos de serviços',
		'Planos',
		'Motivos de cancelamento',
		'Remetentes de e-mail',
		'Modelos de mensagem',
		'Tipos de atendimento',
		'Equipes',
		'Variáveis',
		'Correio da demonstração',
		'SMS da demonstração'
	]);
	const button = page.getByRole('button', { name: 'Novo usuário' });
	await expect(button).toHaveAttribute('aria-disabled', 'true');
	await button.hover();
	await expect(page.getByRole('tooltip')).toContainText('Administrador');
	// The address typed by hand helps nobody.
	await page.goto('/settings/api-keys');
	await expect(page.getByRole('button', { name: 'Nova chave' })).not.toBeEnabled();
});

test('without the centre the settings that need it say so', async ({ computer }) => {
	const admin = await computer('admin');
	await openSettings(admin.page, 'Usuários');
	admin.link.cut();
	const button = admin.page.getByRole('button', { name: 'Novo usuário' });
	await expect(button).toHaveAttribute('aria-disabled', 'true');
	await button.hover();
	await expect(admin.page.getByRole('tooltip')).toContainText('Precisa de conexão com o centro.');
	admin.link.restore();
	await expect(button).not.toHaveAttribute('aria-disabled', 'true');
});

test('a person sees changes of their own rights at once: a new manager gets the verbs of one', async ({ computer }) => {
	const admin = await computer('admin');
	const hired = await hire(admin, 'Técnico', ['Presidente Prudente']);
	const clerk = await computer('atendente.prudente');
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	const desk = await computer('', { signedOut: true });
	await signIn(desk.page, hired.login, hired.password);
	await expect(desk.page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
	await upToDate(desk.page);
	await findAndOpen(desk.page, person.Nome);
	await expect(desk.page.getByRole('button', { name: 'Editar Endereço' })).toHaveAttribute('aria-disabled', 'true');

	await choose(admin.page, hired.name, 'Editar');
	await dialog(admin.page, 'Editar usuário').getByLabel('Função').selectOption('Gerente');
	await dialog(admin.page, 'Editar usuário').getByRole('button', { name: 'Salvar' }).click();
	const onward = desk.page.getByRole('button', { name: 'Continuar com os acessos novos' });
	await expect(async () => {
		if (await onward.isVisible()) await onward.click();
		await expect(desk.page.getByRole('button', { name: 'Editar Endereço' })).not.toHaveAttribute('aria-disabled', 'true', {
			timeout: 2_000
		});
	}).toPass({ timeout: 30_000 });
	await edit(desk.page, 'Endereço', { Referência: 'pelo novo gerente' });
	await expect(reading(clerk.page, 'Endereço', 'Referência')).toHaveText('pelo novo gerente');
});
