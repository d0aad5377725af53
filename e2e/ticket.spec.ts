import type { Locator, Page } from '@playwright/test';
import { expect, statusBar, test, upToDate } from './support/computer.ts';
import { createCustomer, findAndOpen, goTo, newPerson, record } from './support/customer.ts';
import { openSettings } from './support/people.ts';

const queue = (page: Page): Locator => page.getByRole('grid', { name: 'Lista de atendimentos' });
const rowIn = (page: Page, protocol: string): Locator => queue(page).getByRole('row').filter({ hasText: protocol });
const ticket = (page: Page, protocol: string): Locator => page.getByRole('article', { name: `Atendimento ${protocol}` });
const entries = (page: Page): Locator => page.getByRole('list', { name: 'Conversa' });
const people = (page: Page): Locator => page.getByRole('list', { name: 'Também neste atendimento' }).getByRole('listitem');

async function openQueue(page: Page): Promise<void> {
	await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Atendimentos' }).click();
	await expect(queue(page)).toBeVisible();
}

/** On a customer's record: the tab, the form, and the protocol that stands there at once. */
async function openTicket(page: Page, subject: string, said?: string): Promise<string> {
	await page.getByRole('link', { name: 'Atendimento', exact: true }).click();
	await page.getByRole('button', { name: 'Novo atendimento' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Novo atendimento' });
	await dialog.getByLabel('Tipo', { exact: true }).selectOption({ label: 'Sem conexão · 8 h' });
	await dialog.getByLabel('Assunto').fill(subject);
	if (said) await dialog.getByLabel('O que foi dito').fill(said);
	await dialog.getByRole('button', { name: 'Abrir atendimento' }).click();
	const protocol = await page
		.getByRole('dialog', { name: 'Atendimento aberto' })
		.getByRole('button', { name: /^Copiar Protocolo: \d+$/ })
		.innerText();
	return protocol.trim();
}

async function goToTicket(page: Page, protocol: string): Promise<void> {
	await openQueue(page);
	await page.getByLabel('Procurar atendimento').fill(protocol);
	await rowIn(page, protocol).dblclick();
	await expect(ticket(page, protocol)).toBeVisible();
}

test('377, 378, 380: opened in one browser, it is in the queue of the other; status, assignment and entries are seen live', async ({
	computer
}) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await openQueue(manager.page);
	const protocol = await openTicket(clerk.page, 'Luz vermelha na ONU', 'Começou depois da chuva');
	await clerk.page.getByRole('button', { name: 'Ir para o atendimento' }).click();

	await manager.page.getByLabel('Procurar atendimento').fill(protocol);
	const row = rowIn(manager.page, protocol);
	await expect(row).toContainText('Luz vermelha na ONU');
	await expect(row).toContainText(person.Nome);
	await expect(row).toContainText('Novo');
	await expect(row).toContainText('Suporte N1');
	await expect(row).toContainText('Ninguém');

	// By keyboard: the cursor on the row, A takes it.
	await row.click();
	await manager.page.keyboard.press('a');
	await expect(row).toContainText('Odete Brandão');
	await expect(entries(clerk.page)).toContainText('passou para Odete Brandão');
	await expect(entries(clerk.page)).toContainText('Começou depois da chuva');

	await row.click({ button: 'right' });
	await manager.page.getByRole('menuitem', { name: 'Pôr em andamento' }).click();
	await expect(ticket(clerk.page, protocol)).toContainText('mudou de Novo para Em andamento');

	await manager.page.keyboard.press('Escape');
	await row.dblclick();
	await expect(ticket(manager.page, protocol)).toBeVisible();
	await manager.page.getByLabel('Registrar contato').fill('Reiniciada a ONU por telefone');
	await manager.page.getByRole('button', { name: 'Registrar', exact: true }).click();
	await expect(entries(clerk.page)).toContainText('Reiniciada a ONU por telefone');

	await ticket(clerk.page, protocol).getByRole('button', { name: 'Situação', exact: true }).click();
	await clerk.page.getByRole('menuitem', { name: 'Encerrar…' }).click();
	const dialog = clerk.page.getByRole('dialog', { name: 'Encerrar' });
	await dialog.getByRole('button', { name: 'Encerrar' }).click();
	await expect(dialog.getByLabel('O que foi feito')).toHaveAccessibleDescription('Preencha este campo.');
	await dialog.getByLabel('O que foi feito').fill('Voltou ao normal');
	await dialog.getByRole('button', { name: 'Encerrar' }).click();
	await expect(ticket(manager.page, protocol)).toContainText('mudou de Em andamento para Encerrado');
	await expect(ticket(manager.page, protocol)).toContainText('Voltou ao normal');
});

test('378 offline: the protocol told on the phone is the one that arrives', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	await createCustomer(clerk.page);
	await upToDate(clerk.page);
	await openQueue(manager.page);
	clerk.link.cut();
	await expect(statusBar(clerk.page)).toContainText('Trabalhando sem conexão');
	const protocol = await openTicket(clerk.page, 'Aberto sem conexão');
	await manager.page.getByLabel('Procurar atendimento').fill(protocol);
	await expect(manager.page.getByText('Nenhum atendimento passa por estes filtros.')).toBeVisible();
	clerk.link.restore();
	await upToDate(clerk.page);
	await expect(rowIn(manager.page, protocol)).toContainText('Aberto sem conexão');
});

test('who looks at a ticket is shown there, and who writes, before anything is sent', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	await createCustomer(clerk.page);
	const protocol = await openTicket(clerk.page, 'Quem está aqui');
	await clerk.page.getByRole('button', { name: 'Ir para o atendimento' }).click();
	await upToDate(clerk.page);
	await goToTicket(manager.page, protocol);
	await expect(people(clerk.page)).toHaveText([/Odete Brandão está vendo/]);
	await manager.page.getByLabel('Registrar contato').pressSequentially('Cliente disse');
	await expect(people(clerk.page)).toHaveText([/Odete Brandão está escrevendo/]);
	await expect(people(clerk.page)).toHaveText([/Odete Brandão está vendo/]);
	await openQueue(manager.page);
	await expect(people(clerk.page)).toHaveCount(0);
});

test('379, 56: a service order of a ticket has its number, goes to a technician with a time, and he finishes it', async ({ computer }) => {
	const [clerk, technician] = [await computer('atendente.prudente'), await computer('tecnico.prudente')];
	await createCustomer(clerk.page);
	await openTicket(clerk.page, 'Precisa de visita');
	await clerk.page.getByRole('button', { name: 'Ir para o atendimento' }).click();
	await clerk.page.getByRole('button', { name: 'Nova ordem de serviço' }).click();
	const dialog = clerk.page.getByRole('dialog', { name: 'Nova ordem de serviço' });
	const subject = `Trocar ONU ${String(Date.now())}`;
	await dialog.getByLabel('Assunto').fill(subject);
	await dialog.getByLabel('Técnico').selectOption({ label: 'Nilson Ferraz' });
	await dialog.getByLabel('Agendada para').fill('2026-12-01T14:30');
	await dialog.getByRole('button', { name: 'Abrir ordem' }).click();
	await expect(clerk.page.getByText(/Ordem de serviço \d+ aberta/)).toBeVisible();

	await technician.page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Ordens de serviço' }).click();
	await technician.page.getByLabel('Procurar ordem de serviço').fill(subject);
	const row = technician.page.getByRole('grid', { name: 'Lista de ordens de serviço' }).getByRole('row').filter({ hasText: subject });
	await expect(row).toContainText('01/12/2026 14:30');
	await expect(row).toContainText('Agendada');
	await row.click({ button: 'right' });
	await technician.page.getByRole('menuitem', { name: 'Concluir…' }).click();
	const done = technician.page.getByRole('dialog', { name: 'Concluir' });
	await done.getByLabel('O que foi feito').fill('ONU trocada');
	await done.getByRole('button', { name: 'Concluir' }).click();
	await expect(clerk.page.getByRole('region', { name: 'Ordens de serviço' })).toContainText('Concluída');
});

test('(!) 13: with the variable off, opening a record opens no attendance; with it on it opens one, and only one', async ({ computer }) => {
	const [manager, clerk] = [await computer('gerente.prudente'), await computer('atendente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	const notice = (page: Page): Locator => page.getByRole('status').filter({ hasText: /atendimento/i });
	const tickets = async (page: Page): Promise<Locator> => {
		await page.getByRole('link', { name: 'Atendimento', exact: true }).click();
		return page
			.getByRole('grid', { name: 'Atendimentos do cliente' })
			.getByRole('row')
			.filter({ has: page.getByRole('gridcell') });
	};

	// Off, as it is at first.
	await findAndOpen(clerk.page, person.Nome);
	await tickets(clerk.page);
	await expect(clerk.page.getByText('Este cliente ainda não tem atendimentos')).toBeVisible();

	await setVariable(manager.page, true);
	try {
		await expect(async () => {
			await findAndOpen(clerk.page, person.Nome);
			await expect(notice(clerk.page)).toContainText('Atendimento aberto com a abertura do cadastro', { timeout: 2000 });
		}).toPass();
		const rows = await tickets(clerk.page);
		await expect(rows).toHaveCount(1);
		await expect(rows).toContainText('Contato do cliente');
		// A reload is no call.
		await clerk.page.reload();
		await expect(record(clerk.page)).toBeVisible();
		await expect(rows).toHaveCount(1);
		await expect(notice(clerk.page)).toHaveCount(0);
		// Opened again today: the one that is open is offered instead of another.
		await findAndOpen(clerk.page, person.Nome);
		await expect(notice(clerk.page)).toContainText('Já há um atendimento automático aberto hoje');
		await expect(await tickets(clerk.page)).toHaveCount(1);
	} finally {
		await setVariable(manager.page, false);
	}
	await upToDate(manager.page);
});

async function setVariable(page: Page, on: boolean): Promise<void> {
	await openSettings(page, 'Variáveis');
	const box = page.getByRole('checkbox', { name: /Abre atendimento/i });
	await box.setChecked(on);
	const save = page.getByRole('button', { name: 'Salvar' });
	if (await save.isVisible()) await save.click();
	await upToDate(page);
}

test('types give due time and team; a manager keeps them in the settings', async ({ computer }) => {
	const { page } = await computer('gerente.prudente');
	await openSettings(page, 'Equipes');
	await expect(page.getByRole('gridcell', { name: 'Suporte N1' })).toBeVisible();
	await openSettings(page, 'Tipos de atendimento');
	const row = page.getByRole('row').filter({ hasText: 'Sem conexão' });
	await expect(row).toContainText('8 h');
	await expect(row).toContainText('Suporte N1');
	await goTo(page, 'Área de Trabalho');
});
