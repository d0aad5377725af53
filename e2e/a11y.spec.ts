import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, statusBar, test, upToDate } from './support/computer.ts';
import { beginEditing, createCustomer, edit, findAndOpen, goTo, newPerson, record, resultRows } from './support/customer.ts';
import { mandatoryReading, readAll, writeObservation } from './support/observation.ts';
import { openSettings } from './support/people.ts';

const themes = ['light', 'dark'] as const;
// Each look at a screen takes seconds on a slow machine, and there are many.
test.describe.configure({ timeout: 300_000 });

/** No violation of WCAG 2.2 A and AA on what is in view, in both themes. */
async function accessible(page: Page, what: string): Promise<void> {
	for (const theme of themes) {
		await page.evaluate((scheme) => {
			document.documentElement.style.colorScheme = scheme;
			// Colours that are on their way to the other theme would be measured half-way.
			for (const animation of document.getAnimations()) if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
		}, theme);
		const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
		const told = violations.flatMap(({ id, nodes }) =>
			nodes.map((node) => `${id}: ${node.target.join(' ')} – ${node.failureSummary?.replace(/\s+/g, ' ') ?? ''}`)
		);
		expect(told, `${what}, ${theme}`).toEqual([]);
	}
	await page.evaluate(() => document.documentElement.style.removeProperty('color-scheme'));
}

test('the door', async ({ computer }) => {
	const { page } = await computer('', { signedOut: true });
	await expect(page.getByRole('region', { name: 'Demonstração' })).toBeVisible();
	await accessible(page, 'sign-in');
	await page.getByRole('button', { name: 'Entrar', exact: true }).click();
	await expect(page.getByLabel('Usuário')).toHaveAttribute('aria-invalid', 'true');
	await accessible(page, 'sign-in with errors');
});

test('the frame', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await accessible(page, 'work area');
	await page.keyboard.press('Control+k');
	await page.keyboard.type('a');
	await expect(page.getByRole('dialog', { name: 'Buscar' }).getByRole('option').first()).toBeVisible();
	await accessible(page, 'palette');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: /aparência, idioma e saída/ }).click();
	await expect(page.getByRole('menu')).toBeVisible();
	await accessible(page, 'user menu');
	await page.getByRole('menuitem', { name: 'Sair' }).click();
	await expect(page.getByRole('alertdialog')).toBeVisible();
	await accessible(page, 'question before signing out');
	await page.getByRole('button', { name: 'Continuar trabalhando' }).click();
	await page.getByRole('button', { name: 'Recolher o menu' }).click();
	await accessible(page, 'work area with the menu folded');
	await page.getByRole('button', { name: 'Abrir o menu' }).click();
	await page.goto('/nada-disso');
	await expect(page.getByRole('heading', { name: 'Esta tela não existe' })).toBeVisible();
	await accessible(page, 'no such screen');
});

test('the search', async ({ computer }) => {
	const { page } = await computer('admin');
	await goTo(page, 'Clientes');
	await expect(resultRows(page).first()).toBeVisible();
	await accessible(page, 'search, everybody');
	await page.getByLabel('Procurar').fill('silva');
	await page.keyboard.press('ArrowDown');
	await accessible(page, 'search with marks and a cursor');
	await resultRows(page).first().click({ button: 'right' });
	await expect(page.getByRole('menu')).toBeVisible();
	await accessible(page, 'verbs of a row');
	await page.keyboard.press('Escape');
	await page.getByLabel('Procurar').fill('ninguém com este nome');
	await expect(page.getByText('Nenhum cliente encontrado')).toBeVisible();
	await accessible(page, 'search that found nobody');
});

test('the record', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const { page } = clerk;
	const person = newPerson();
	await goTo(page, 'Clientes');
	await page.getByRole('link', { name: 'Novo cliente' }).click();
	await page.getByLabel('CPF', { exact: true }).fill('111');
	await page.getByRole('button', { name: 'Salvar cliente' }).click();
	await expect(page.getByLabel('CPF', { exact: true })).toHaveAttribute('aria-invalid', 'true');
	await accessible(page, 'new customer with errors');
	await page.getByRole('button', { name: 'Cancelar' }).click();
	await page.getByRole('button', { name: 'Descartar' }).click();

	await createCustomer(page, person);
	await findAndOpen(manager.page, person.Nome);
	await beginEditing(manager.page, 'Endereço');
	await expect(page.getByText('Odete Brandão está editando aqui')).toBeVisible();
	await accessible(page, 'record with somebody else on it');
	const place = await beginEditing(page, 'Telefones e e-mail');
	await place.getByLabel('Celular').fill('123');
	await place.getByRole('button', { name: 'Salvar' }).click();
	await expect(place.getByLabel('Celular')).toHaveAttribute('aria-invalid', 'true');
	await accessible(page, 'record being edited, with an error');
	await place.getByRole('button', { name: 'Cancelar' }).click();
	await page.getByRole('button', { name: 'Descartar' }).click();

	await writeObservation(page, 'Só falar com a titular', { mustRead: true });
	await accessible(page, 'observations');
	await page.getByRole('button', { name: 'Novo Obs' }).first().click();
	await expect(page.getByRole('dialog', { name: 'Nova observação' })).toBeVisible();
	await accessible(page, 'new observation');
	await expect(mandatoryReading(manager.page)).toBeVisible();
	await accessible(manager.page, 'Leitura Obrigatória');
	await page.keyboard.press('Escape');
	await page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name: 'Histórico' }).click();
	await expect(page.getByRole('grid', { name: 'Histórico de alterações' })).toContainText('inclusão');
	await accessible(page, 'history');
});

test('the record of a customer with plans, tickets and debts', async ({ computer }) => {
	const { page } = await computer('admin');
	// While the first load goes on the list still moves under the mouse.
	await upToDate(page);
	await goTo(page, 'Clientes');
	await resultRows(page).first().dblclick();
	await expect(record(page)).toBeVisible();
	await accessible(page, 'record of a demonstration customer');
	await page.goto(`${page.url()}/registration/observations`);
	await expect(record(page)).toBeVisible();
	await accessible(page, 'its observations, or what must be read before');
});

test('the options of a record', async ({ computer }) => {
	const { page } = await computer('admin');
	await createCustomer(page, newPerson());
	const options = page.getByRole('navigation', { name: 'Opções do cadastro' });
	for (const [option, heading] of [
		['Outras Opções', 'Outras Opções'],
		['Campos Extras', 'Campos Extras'],
		['Outros Endereços', 'Outros Endereços'],
		['Contatos', 'Contatos'],
		['Dados Débitos', 'Dados Débitos'],
		['Contratos', 'Contratos'],
		['Documentos', 'Gerenciador de Documentos'],
		['Duplicados', 'Cadastros duplicados'],
		['Favoritos', 'Favoritos'],
		['Privacidade', 'Privacidade']
	] as const) {
		await options.getByRole('link', { name: option, exact: true }).click();
		await expect(record(page).getByRole('heading', { name: heading, level: 2, exact: true })).toBeVisible();
		await accessible(page, heading);
	}
	await page.getByRole('button', { name: 'Anonimizar…' }).click();
	const forgetting = page.getByRole('dialog', { name: /^Anonimizar/ });
	await expect(forgetting).toBeVisible();
	await accessible(page, 'Anonimizar');
	await forgetting.getByRole('button', { name: 'Cancelar' }).click();
	await expect(forgetting).toBeHidden();
	await page.keyboard.press('Control+p');
	await expect(page.getByRole('button', { name: 'Imprimir', exact: true })).toBeVisible();
	await accessible(page, 'the record on paper');
});

test('what waits and what was refused', async ({ computer }) => {
	const [clerk, admin] = [await computer('atendente.prudente'), await computer('admin')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await findAndOpen(admin.page, person.Nome);
	clerk.link.cut();
	await expect(statusBar(clerk.page)).toContainText('Trabalhando sem conexão');
	await edit(clerk.page, 'Endereço', { Referência: 'não chega' });
	await accessible(clerk.page, 'record with a pending field, offline');
	await goTo(clerk.page, 'Pendências');
	await expect(clerk.page.getByRole('region', { name: /^Esperando o centro/ }).getByRole('listitem')).toHaveCount(1);
	await accessible(clerk.page, 'pending');
	await edit(admin.page, 'Identificação', { Filial: 'Londrina' });
	await upToDate(admin.page);
	clerk.link.restore();
	const refused = clerk.page.getByRole('region', { name: /^Recusadas/ }).getByRole('listitem');
	await expect(refused).toHaveCount(1);
	await accessible(clerk.page, 'refused');
	await refused.getByRole('button', { name: 'Corrigir' }).click();
	await expect(clerk.page.getByRole('dialog', { name: 'Corrigir e enviar de novo' })).toBeVisible();
	await accessible(clerk.page, 'correcting');
	await clerk.page.keyboard.press('Escape');
	await refused.getByRole('button', { name: 'Descartar' }).click();
	await clerk.page.getByRole('alertdialog').getByRole('button', { name: 'Descartar' }).click();
	await expect(clerk.page.getByText('Nada recusado')).toBeVisible();
});

test('the settings', async ({ computer }) => {
	const { page } = await computer('admin');
	for (const section of [
		'Usuários',
		'Funções',
		'Filiais',
		'Tipos de observação',
		'Tipos de atendimento',
		'Campos extras',
		'Modelos de mensagem',
		'Variáveis',
		'Importação',
		'Chaves de API',
		'Webhooks',
		'Computadores'
	]) {
		await openSettings(page, section);
		await accessible(page, section);
	}
	for (const [section, verb] of [
		['Usuários', 'Novo usuário'],
		['Filiais', 'Nova filial'],
		['Chaves de API', 'Nova chave'],
		['Webhooks', 'Novo webhook']
	] as const) {
		await openSettings(page, section);
		await page.getByRole('button', { name: verb }).click();
		await expect(page.getByRole('dialog', { name: verb })).toBeVisible();
		await accessible(page, verb);
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog', { name: verb })).toBeHidden();
	}
	await openSettings(page, 'Modelos de mensagem');
	await page.getByRole('gridcell').first().dblclick();
	await expect(page.getByRole('textbox', { name: 'Texto do modelo' })).toBeVisible();
	await accessible(page, 'a template');
});

test('the settings of billing', async ({ computer }) => {
	const { page } = await computer('admin');
	for (const [section, edited] of [
		['Formas de cobrança', 'Editar forma de cobrança'],
		['Contas de cobrança', 'Editar conta de cobrança'],
		['Grupos de serviços', 'Editar grupo'],
		['Planos', 'Editar plano']
	] as const) {
		await openSettings(page, section);
		await page.getByRole('gridcell').first().dblclick();
		await expect(page.getByRole('dialog', { name: edited })).toBeVisible();
		await accessible(page, edited);
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog', { name: edited })).toBeHidden();
		await accessible(page, section);
	}
	await openSettings(page, 'Tarefas do sistema');
	await accessible(page, 'Tarefas do sistema');
});

test('the invoice run, up to its preview, and the files of the bank', async ({ computer }) => {
	const { page } = await computer('admin');
	const dialog = page.getByRole('dialog');
	const screen = (name: string) => page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name }).click();
	await screen('Faturamento');
	await page.getByRole('button', { name: 'Gerar faturas' }).first().click();
	await dialog.getByRole('checkbox', { name: 'Marcar todos' }).check();
	await accessible(page, 'Gerar faturas');
	await dialog.getByRole('button', { name: 'Ver prévia' }).click();
	await expect(dialog.getByRole('heading', { name: /^Prévia de/ })).toBeVisible();
	await accessible(page, 'preview of a run');
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await accessible(page, 'Faturamento');

	await screen('Arquivos do banco');
	await expect(page.getByRole('heading', { name: 'Arquivos do banco', level: 1 })).toBeVisible();
	await accessible(page, 'Arquivos do banco');
	for (const verb of ['Gerar remessa', 'Enviar retorno']) {
		await page.getByRole('button', { name: verb }).first().click();
		await expect(dialog).toBeVisible();
		await accessible(page, verb);
		await page.keyboard.press('Escape');
		await expect(dialog).toBeHidden();
	}
	await page.getByRole('radiogroup', { name: 'Arquivos do banco' }).getByText('A conferir').click();
	await expect(
		page
			.getByText('Nada a conferir')
			.or(page.getByRole('grid', { name: 'A conferir' }))
			.first()
	).toBeVisible();
	await accessible(page, 'A conferir');
});

test('the desk: plans, invoices, payment, promise and agreement', async ({ computer }) => {
	const { page } = await computer('admin');
	const dialog = page.getByRole('dialog');
	await page.addLocatorHandler(mandatoryReading(page), () => readAll(page));
	await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Inadimplentes' }).click();
	await page.getByRole('grid', { name: 'Inadimplentes' }).getByRole('gridcell').nth(1).click();
	await page.getByRole('button', { name: 'Cliente', exact: true }).click();
	await expect(record(page)).toBeVisible();
	await page.getByRole('link', { name: 'Planos', exact: true }).click();
	await expect(page.getByRole('grid', { name: 'Planos ativos do cliente' })).toBeVisible();
	await accessible(page, 'Planos');
	await page.getByRole('link', { name: 'Faturas', exact: true }).click();
	const owed = page.getByRole('grid', { name: 'Faturas do cliente' }).getByRole('row').filter({ hasText: 'Vencida' }).first();
	await owed.click();
	await accessible(page, 'Faturas');
	for (const verb of ['Registrar pagamento', 'Promessa de pagamento', 'Parc. Dívida']) {
		await page.getByRole('button', { name: verb }).click();
		await expect(dialog).toBeVisible();
		await accessible(page, verb);
		await dialog.getByRole('button', { name: 'Cancelar' }).click();
		await expect(dialog).toBeHidden();
	}
});

test('a session that has ended', async ({ computer }) => {
	const { page } = await computer('tecnico.prudente', { fresh: true });
	await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }));
	await expect(page.getByRole('alertdialog', { name: 'Sua sessão terminou' })).toBeVisible();
	await accessible(page, 'Sua sessão terminou');
});
