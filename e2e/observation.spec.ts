import { expect, statusBar, test, upToDate } from './support/computer.ts';
import { beginEditing, createCustomer, edit, findAndOpen, goTo, newPerson, reading, record } from './support/customer.ts';
import { mandatoryReading, observations, openObservations, readAll, writeObservation } from './support/observation.ts';

const today = (): string => new Date().toLocaleDateString('pt-BR', { timeZone: 'America/Sao_Paulo' });

test('133–138, 141: Novo Obs fills date and user, asks for type, text and Leitura obrigatória, and the list shows it by its title', async ({
	computer
}) => {
	const { page } = await computer('atendente.prudente');
	await createCustomer(page);
	await openObservations(page);
	await expect(page.getByText('Nenhuma observação')).toBeVisible();
	await page.getByRole('button', { name: 'Novo Obs' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Nova observação' });
	await expect(dialog.locator('dl')).toContainText(today());
	await expect(dialog).toContainText('Lívia Arantes');
	await expect(dialog.getByRole('radio', { name: 'Não' })).toBeChecked();

	await dialog.getByRole('button', { name: 'Salvar' }).click();
	await expect(dialog.getByLabel('Tipo de observação')).toHaveAccessibleDescription('Preencha este campo.');
	await expect(dialog.getByLabel('Observação', { exact: true })).toHaveAccessibleDescription('Preencha este campo.');

	await dialog.getByLabel('Tipo de observação').selectOption('Atendimento');
	await dialog.getByLabel('Observação', { exact: true }).fill('Ligar antes de visitar\nO portão não tem campainha.');
	await page.keyboard.press('Control+s');
	await expect(dialog).toBeHidden();
	const item = observations(page).getByRole('article', { name: 'Ligar antes de visitar' });
	await expect(item).toContainText('O portão não tem campainha.');
	await expect(item).toContainText(today());
	await expect(item).toContainText('Lívia Arantes');
	await expect(item).toContainText('Atendimento');
	await upToDate(page);
});

test('an observation half written is there after a reload', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await createCustomer(page);
	await openObservations(page);
	await page.getByRole('button', { name: 'Novo Obs' }).first().click();
	await page.getByRole('dialog').getByLabel('Observação', { exact: true }).fill('metade de uma frase');
	await page.reload();
	await page.getByRole('button', { name: 'Novo Obs' }).first().click();
	await expect(page.getByRole('dialog').getByLabel('Observação', { exact: true })).toHaveValue('metade de uma frase');
	await expect(page.getByText(/^Texto recuperado de/)).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('alertdialog').getByRole('button', { name: 'Descartar' }).click();
	await expect(page.getByRole('dialog', { name: 'Nova observação' })).toBeHidden();
});

test('(!) 139, 142–148: "Sim" makes whoever opens the record from the search read it first', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await writeObservation(clerk.page, 'Só falar com a titular', { type: 'Financeiro', mustRead: true });
	await writeObservation(clerk.page, 'Não visitar antes das 10 h\nTrabalha à noite.', { mustRead: true });
	// Whoever wrote it has read it.
	await expect(mandatoryReading(clerk.page)).toBeHidden();
	await upToDate(clerk.page);

	await findAndOpen(manager.page, person.Nome);
	const window = mandatoryReading(manager.page);
	await expect(window).toBeVisible();
	await expect(window).toContainText(`Leia antes de atender ${person.Nome}.`);
	await expect(window.getByText('1 de 2')).toBeVisible();
	await expect(window.getByRole('region', { name: 'Observação' })).toHaveText('Não visitar antes das 10 h\nTrabalha à noite.', {
		useInnerText: true
	});
	await expect(window).toContainText('Lívia Arantes');
	await expect(window).toContainText('Atendimento');
	await expect(window.getByLabel('Data da mensagem').getByRole('option')).toHaveCount(2);
	await expect(window.getByLabel('Data da mensagem').getByRole('option').first()).toContainText(today());

	// Nothing behind it can be reached, and it does not close before the end.
	await manager.page.keyboard.press('Escape');
	await expect(window).toBeVisible();
	await expect(window.getByRole('button', { name: 'Fechar' })).toHaveAttribute('aria-disabled', 'true');
	await window.getByRole('button', { name: 'Próxima' }).last().click();
	await expect(window.getByText('2 de 2')).toBeVisible();
	await expect(window.getByRole('region', { name: 'Observação' })).toHaveText('Só falar com a titular');
	await expect(window).toContainText('Financeiro');
	await window.getByRole('button', { name: 'Fechar' }).click();
	await expect(window).toBeHidden();

	// At every opening, as the manual says; and the selector by date goes to each.
	await goTo(manager.page, 'Clientes');
	await findAndOpen(manager.page, person.Nome);
	await window.getByLabel('Data da mensagem').selectOption({ index: 1 });
	await expect(window.getByRole('region', { name: 'Observação' })).toHaveText('Só falar com a titular');
	await readAll(manager.page);
	await record(manager.page).getByRole('button', { name: '2 leituras obrigatórias' }).click();
	await readAll(manager.page);
});

test('(!) 140: "Não" forces nobody', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await writeObservation(clerk.page, 'Gosta de futebol');
	await upToDate(clerk.page);
	await findAndOpen(manager.page, person.Nome);
	await openObservations(manager.page);
	await expect(observations(manager.page).getByRole('article', { name: 'Gosta de futebol' })).toBeVisible();
	await expect(mandatoryReading(manager.page)).toBeHidden();
});

test('(!) 149: setting it to "Não" ends the forcing, also where its window is open now', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await writeObservation(clerk.page, 'Aguardando contrato assinado', { mustRead: true });
	await findAndOpen(manager.page, person.Nome);
	await expect(mandatoryReading(manager.page)).toBeVisible();
	await observations(clerk.page)
		.getByRole('article', { name: 'Aguardando contrato assinado' })
		.getByRole('button', { name: 'Editar observação' })
		.click();
	const dialog = clerk.page.getByRole('dialog', { name: 'Editar observação' });
	await dialog.getByText('Não', { exact: true }).click();
	await dialog.getByRole('button', { name: 'Salvar' }).click();
	await expect(mandatoryReading(manager.page)).toBeHidden();
	await goTo(manager.page, 'Clientes');
	await findAndOpen(manager.page, person.Nome);
	await openObservations(manager.page);
	await expect(observations(manager.page).getByRole('article', { name: 'Aguardando contrato assinado' })).toBeVisible();
	await expect(mandatoryReading(manager.page)).toBeHidden();
});

test('(!) 139 live: saved in one browser, it opens at once in every other that has the customer open, and nothing typed there is lost', async ({
	computer
}) => {
	const clerk = await computer('atendente.prudente');
	const [manager, finance] = [await computer('gerente.prudente'), await computer('financeiro')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	for (const { page } of [manager, finance]) await findAndOpen(page, person.Nome);
	const typing = await beginEditing(manager.page, 'Telefones e e-mail');
	await typing.getByLabel('E-mail').fill('no.meio.da@exemplo.com.br');

	await writeObservation(clerk.page, 'Cliente pediu cancelamento', { type: 'Financeiro', mustRead: true });
	for (const { page } of [manager, finance]) {
		await expect(mandatoryReading(page)).toBeVisible();
		await expect(mandatoryReading(page)).toContainText('Cliente pediu cancelamento');
		await expect(mandatoryReading(page)).toContainText('Lívia Arantes');
	}
	await readAll(manager.page);
	await expect(typing.getByLabel('E-mail')).toHaveValue('no.meio.da@exemplo.com.br');
	await readAll(finance.page);

	// Another wording is another text to read.
	await observations(clerk.page)
		.getByRole('article', { name: 'Cliente pediu cancelamento' })
		.getByRole('button', { name: 'Editar observação' })
		.click();
	const dialog = clerk.page.getByRole('dialog', { name: 'Editar observação' });
	await dialog.getByLabel('Observação', { exact: true }).fill('Cliente desistiu de cancelar');
	await dialog.getByRole('button', { name: 'Salvar' }).click();
	await expect(mandatoryReading(finance.page)).toContainText('Cliente desistiu de cancelar');
	await readAll(finance.page);
	await expect(observations(clerk.page).getByRole('article', { name: 'Cliente desistiu de cancelar' })).toContainText(
		`editada por Lívia Arantes em ${today()}`
	);
});

test('a reading says who read it and when, live, and which wording', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await writeObservation(clerk.page, 'Confirmar endereço', { mustRead: true });
	const item = observations(clerk.page).getByRole('article', { name: 'Confirmar endereço' });
	await expect(item).toContainText('Ninguém leu ainda');
	await findAndOpen(manager.page, person.Nome);
	await readAll(manager.page);
	await expect(item).toContainText(new RegExp(`Lida por Odete Brandão em ${today()} \\d\\d:\\d\\d`));
	await item.getByText('Lida por').click();
	await expect(item.getByRole('listitem')).toContainText('Odete Brandão');
});

test('offline: what must be read is read all the same, and the reading arrives later with its own time', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await writeObservation(clerk.page, 'Levar escada comprida', { mustRead: true });
	const item = observations(clerk.page).getByRole('article', { name: 'Levar escada comprida' });
	await goTo(manager.page, 'Clientes');
	await manager.page.getByLabel('Procurar').fill(person.Nome);
	await upToDate(manager.page);
	await expect(manager.page.getByRole('gridcell', { name: person.Nome, exact: true })).toBeVisible();

	manager.link.cut();
	await expect(statusBar(manager.page)).toContainText('Trabalhando sem conexão');
	await manager.page.getByLabel('Procurar').press('Enter');
	await readAll(manager.page);
	await expect(statusBar(manager.page)).toContainText('1 pendente');
	await expect(item).toContainText('Ninguém leu ainda');
	manager.link.restore();
	await upToDate(manager.page);
	await expect(item).toContainText('Lida por Odete Brandão');
});

test('a technician reads and writes observations too, and the record stays his to read', async ({ computer }) => {
	const [clerk, technician] = [await computer('atendente.prudente'), await computer('tecnico.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await edit(clerk.page, 'Endereço', { Referência: 'atrás do posto' });
	await upToDate(clerk.page);
	await findAndOpen(technician.page, person.Nome);
	await expect(reading(technician.page, 'Endereço', 'Referência')).toHaveText('atrás do posto');
	await writeObservation(technician.page, 'Cabo trocado', { mustRead: true });
	await expect(mandatoryReading(clerk.page)).toContainText('Cabo trocado');
	await expect(mandatoryReading(clerk.page)).toContainText('Nilson Ferraz');
	await readAll(clerk.page);
});
