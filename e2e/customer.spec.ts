import type { Locator, Page } from '@playwright/test';
import { randomAlphanumericCnpj, randomCnpj, randomCpf } from '#lib/domain/tax-id/generate.ts';
import { formatTaxId } from '#lib/domain/tax-id/tax-id.ts';
import { expect, statusBar, test, upToDate } from './support/computer.ts';
import {
	beginEditing,
	createCustomer,
	edit,
	fillIn,
	findAndOpen,
	goTo,
	group,
	newCompany,
	newPerson,
	reading,
	record,
	section
} from './support/customer.ts';

async function openNew(page: Page): Promise<void> {
	await goTo(page, 'Clientes');
	await page.getByRole('link', { name: 'Novo cliente' }).click();
	await expect(page.getByRole('heading', { name: 'Novo cliente' })).toBeVisible();
}
const save = (page: Page) => page.getByRole('button', { name: 'Salvar cliente' });
const option = (page: Page, name: string) => page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name });

/** Titles that are drawn bold within a place. */
async function boldTitles(place: Locator, titles: 'label' | 'dt'): Promise<readonly string[]> {
	return place
		.locator(titles)
		.evaluateAll((all) =>
			all
				.filter((one) => Number(getComputedStyle(one).fontWeight) >= 650)
				.map((one) => (one.querySelector('.label')?.textContent ?? one.textContent ?? '').trim())
		);
}

test('62–83: a natural person with every field, from the form to the record', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	const cpf = randomCpf(Math.random);
	const typed = newPerson({
		CPF: cpf,
		Fone: '3222-4455',
		Celular: '+55 18 99777-1234',
		Fax: '18 32224456',
		'E-mail': ' Alzira@Exemplo.COM.BR ',
		CEP: '19010080',
		Bairro: 'Vila Nova',
		Referência: 'portão azul',
		Condomínio: 'Ed. Ipê, ap. 31',
		'CEP de cobrança': '19.020-100',
		'Endereço de cobrança': 'Rua do Comércio, 5',
		Observações: 'Prefere ser chamada à tarde.\nTem cachorro.'
	});
	const code = await createCustomer(page, typed);
	expect(code).toBeGreaterThan(0);
	await expect(page.getByText(`Cliente ${String(code)} cadastrado`)).toBeVisible();
	for (const [heading, title, shown] of [
		['Identificação', 'Tipo do cliente', 'Pessoa Física'],
		['Identificação', 'Ativo/Inativo', 'Ativo'],
		['Identificação', 'Filial', 'Presidente Prudente'],
		['Identificação', 'Nome', typed.Nome],
		['Identificação', 'CPF', formatTaxId(cpf)],
		['Telefones e e-mail', 'Fone', '(18) 3222-4455'],
		['Telefones e e-mail', 'Celular', '(18) 99777-1234'],
		['Telefones e e-mail', 'Fax', '(18) 3222-4456'],
		['Telefones e e-mail', 'E-mail', 'alzira@exemplo.com.br'],
		['Endereço', 'CEP', '19010-080'],
		['Endereço', 'Endereço', 'Rua das Acácias, 120'],
		['Endereço', 'Bairro', 'Vila Nova'],
		['Endereço', 'Cidade', 'Presidente Prudente'],
		['Endereço', 'UF', 'SP'],
		['Endereço', 'Referência', 'portão azul'],
		['Endereço', 'Condomínio', 'Ed. Ipê, ap. 31'],
		['Cobrança', 'CEP de cobrança', '19020-100'],
		['Cobrança', 'Endereço de cobrança', 'Rua do Comércio, 5'],
		['Cobrança', 'UF', 'SP']
	] as const)
		await expect(reading(page, heading, title), `${heading}: ${title}`).toHaveText(shown);
	await expect(section(page, 'Observações do cadastro').getByRole('textbox')).toContainText('Tem cachorro.');
	await expect(record(page).getByText('Data de cadastro')).toBeVisible();
	await upToDate(page);
});

test('(!) 67, 68, 76, 77: a company has Razão social, Nome fantasia, CNPJ and I.Est.; a person has Nome and CPF and none of the others', async ({
	computer
}) => {
	const { page } = await computer('atendente.prudente');
	await openNew(page);
	const identification = group(page, 'Identificação');
	const titles = () => identification.locator('label').allInnerTexts();
	expect(await titles()).toEqual(expect.arrayContaining(['Nome', 'CPF']));
	for (const absent of ['Razão social', 'Nome fantasia', 'CNPJ', 'Inscrição estadual']) expect(await titles()).not.toContain(absent);
	await page.getByLabel('Tipo do cliente').selectOption('Pessoa Jurídica');
	await expect(page.getByLabel('Razão social')).toBeVisible();
	expect(await titles()).toEqual(expect.arrayContaining(['Razão social', 'Nome fantasia', 'CNPJ', 'Inscrição estadual']));
	for (const absent of ['Nome', 'CPF']) expect(await titles()).not.toContain(absent);

	const cnpj = randomAlphanumericCnpj(Math.random);
	const typed = newCompany({
		'Nome fantasia': 'Pão da Praça',
		CNPJ: formatTaxId(cnpj).toLowerCase(),
		'Inscrição estadual': '562.377.111.111'
	});
	await fillIn(page, typed);
	await save(page).click();
	await expect(reading(page, 'Identificação', 'Razão social')).toHaveText(typed['Razão social']);
	await expect(reading(page, 'Identificação', 'CNPJ')).toHaveText(formatTaxId(cnpj));
	await expect(reading(page, 'Identificação', 'Inscrição estadual')).toHaveText('562377111111');
	await upToDate(page);

	// Becoming a person: the company's fields go, and the document must be a CPF.
	const place = await beginEditing(page, 'Identificação');
	await place.getByLabel('Tipo do cliente').selectOption('Pessoa Física');
	await expect(place.getByLabel('Nome fantasia')).toBeHidden();
	await place.getByRole('button', { name: 'Salvar' }).click();
	await expect(place.getByLabel('CPF')).toHaveAccessibleDescription(/Pessoa física tem CPF; o que foi digitado é um CNPJ/);
	await place.getByLabel('CPF').fill(randomCpf(Math.random));
	await place.getByRole('button', { name: 'Salvar' }).click();
	await expect(reading(page, 'Identificação', 'Tipo do cliente')).toHaveText('Pessoa Física');
	await expect(section(page, 'Identificação').getByText('Nome fantasia')).toHaveCount(0);
	await upToDate(page);
});

test('(!) 7: titles of mandatory fields are bold, in every form and on the record', async ({ computer }) => {
	const { page } = await computer('gerente.prudente');
	await openNew(page);
	const form = page.locator('form#new-customer');
	expect(await boldTitles(form, 'label')).toEqual([
		'Tipo do cliente',
		'Ativo/Inativo',
		'Filial',
		'Nome',
		'CPF',
		'Endereço',
		'Cidade',
		'UF'
	]);
	await page.getByLabel('Tipo do cliente').selectOption('Pessoa Jurídica');
	await expect(page.getByLabel('Razão social')).toBeVisible();
	expect(await boldTitles(form, 'label')).toEqual([
		'Tipo do cliente',
		'Ativo/Inativo',
		'Filial',
		'Razão social',
		'CNPJ',
		'Endereço',
		'Cidade',
		'UF'
	]);
	await page.getByRole('button', { name: 'Cancelar' }).click();
	const discard = page.getByRole('button', { name: 'Descartar' });
	await discard.click();

	await createCustomer(page);
	expect(await boldTitles(section(page, 'Endereço'), 'dt')).toEqual(['Endereço', 'Cidade', 'UF']);
	expect(await boldTitles(section(page, 'Telefones e e-mail'), 'dt')).toEqual([]);
	const place = await beginEditing(page, 'Endereço');
	expect(await boldTitles(place, 'label')).toEqual(['Endereço', 'Cidade', 'UF']);

	await option(page, 'Observações').click();
	await page.getByRole('button', { name: 'Novo Obs' }).first().click();
	expect((await boldTitles(page.getByRole('dialog'), 'label')).filter((title) => !['Sim', 'Não'].includes(title))).toEqual([
		'Tipo de observação',
		'Observação'
	]);
});

test('errors stand under their fields in sentences, the cursor goes to the first, and correcting one takes it away', async ({
	computer
}) => {
	const { page } = await computer('atendente.prudente');
	await openNew(page);
	await fillIn(page, { CPF: '529.982.247-26', Celular: '18 3222-4455', 'E-mail': 'alzira@', CEP: '1901', Cidade: 'Presidente Prudente' });
	await save(page).click();
	await expect(page.getByLabel('Nome', { exact: true })).toBeFocused();
	for (const [title, sentence] of [
		['Nome', 'Preencha este campo.'],
		['CPF', 'Este CPF não existe: confira os números.'],
		['Celular', 'Este não é um celular: depois do DDD ele tem 9 dígitos e começa com 9.'],
		['E-mail', 'Este e-mail está incompleto: deve ser como nome@exemplo.com.br.'],
		['CEP', 'Um CEP tem 8 números.'],
		['Endereço', 'Preencha este campo.']
	] as const)
		await expect(page.getByLabel(title, { exact: true }), title).toHaveAccessibleDescription(sentence);
	await expect(page.getByText(/^Confira \d campos antes de salvar\.$/)).toBeVisible();
	await page.getByLabel('CPF', { exact: true }).fill(randomCpf(Math.random));
	await expect(page.getByLabel('CPF', { exact: true })).not.toHaveAttribute('aria-invalid', 'true');

	await page.getByLabel('CPF', { exact: true }).fill(randomCnpj(Math.random));
	await save(page).click();
	await expect(page.getByLabel('CPF', { exact: true })).toHaveAccessibleDescription(
		'Pessoa física tem CPF; o que foi digitado é um CNPJ. Corrija o número ou o tipo do cliente.'
	);
});

test('a document that is already there is told, with the way to that customer', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	const person = newPerson();
	const code = await createCustomer(page, person);
	await openNew(page);
	await page.getByLabel('CPF', { exact: true }).fill(formatTaxId(person.CPF!));
	await expect(page.getByText(`Já existe com este CPF: ${person.Nome} (código ${String(code)}).`)).toBeVisible();
	await page.getByRole('link', { name: 'Abrir o existente' }).click();
	await expect(record(page).getByRole('heading', { name: person.Nome })).toBeVisible();
});

test('nothing typed is lost: a new customer and an edit half typed are there after a reload', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await openNew(page);
	const person = newPerson();
	await fillIn(page, { Nome: person.Nome, CPF: person.CPF!, Referência: 'casa de esquina' });
	await page.reload();
	await expect(page.getByText(/^Rascunho de .*, ainda não salvo\.$/)).toBeVisible();
	await expect(page.getByLabel('Nome', { exact: true })).toHaveValue(person.Nome);
	await expect(page.getByLabel('Referência')).toHaveValue('casa de esquina');
	await fillIn(page, { Endereço: person.Endereço!, Cidade: person.Cidade!, UF: person.UF! });
	await save(page).click();
	await expect(record(page)).toBeVisible();

	const place = await beginEditing(page, 'Endereço');
	await place.getByLabel('Referência').fill('casa de esquina, sobrado');
	await page.reload();
	await expect(section(page, 'Endereço').getByText(/^Rascunho de/)).toBeVisible();
	await expect(section(page, 'Endereço').getByLabel('Referência')).toHaveValue('casa de esquina, sobrado');
	await section(page, 'Endereço').getByRole('button', { name: 'Cancelar' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Continuar editando' }).click();
	await section(page, 'Endereço').getByRole('button', { name: 'Salvar' }).click();
	await expect(reading(page, 'Endereço', 'Referência')).toHaveText('casa de esquina, sobrado');
	await page.reload();
	await expect(reading(page, 'Endereço', 'Referência')).toHaveText('casa de esquina, sobrado');
	await expect(page.getByText(/^Rascunho de/)).toHaveCount(0);
});

test('keys of the form: Enter goes on, Ctrl+S saves, Esc asks only when something would be lost', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await createCustomer(page);
	const place = await beginEditing(page, 'Telefones e e-mail');
	await expect(place.getByLabel('Fone')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(place.getByLabel('Celular')).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(place.getByRole('button', { name: 'Salvar' })).toBeHidden();
	await place.getByRole('button', { name: /^Editar/ }).press('Enter');
	await page.keyboard.type('1832224455');
	await page.keyboard.press('Escape');
	await page.getByRole('alertdialog').getByRole('button', { name: 'Continuar editando' }).click();
	await place.getByLabel('Fone').press('Control+s');
	await expect(reading(page, 'Telefones e e-mail', 'Fone')).toHaveText('(18) 3222-4455');
});

test('who may not edit is told who may', async ({ computer }) => {
	const clerk = await computer('atendente.prudente');
	const technician = await computer('tecnico.prudente');
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await findAndOpen(technician.page, person.Nome);
	await expect(
		technician.page.getByText('Sua função não permite alterar o cadastro. Peça a: Atendente, Financeiro, Gerente, Administrador.')
	).toBeVisible();
	await expect(section(technician.page, 'Endereço').getByRole('button', { name: 'Editar Endereço' })).toHaveAttribute(
		'aria-disabled',
		'true'
	);
	await expect(record(technician.page).getByText('Valores não disponíveis para sua função')).toBeVisible();
});

test.describe('two people on one record', () => {
	test('an edit lands in the other browser by itself and says whose it is', async ({ computer }) => {
		const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
		const person = newPerson();
		await createCustomer(clerk.page, person);
		await findAndOpen(manager.page, person.Nome);
		await expect(reading(manager.page, 'Telefones e e-mail', 'Celular')).toHaveText(/—/);
		await edit(clerk.page, 'Telefones e e-mail', { Celular: '18 99777-1234' });
		await expect(reading(manager.page, 'Telefones e e-mail', 'Celular')).toHaveText('(18) 99777-1234');
		await expect(section(manager.page, 'Telefones e e-mail')).toContainText('Lívia alterou');
		await expect(section(manager.page, 'Endereço')).not.toContainText('alterou');
		await expect(section(clerk.page, 'Telefones e e-mail')).not.toContainText('alterou');
		// The header says it too, and the mark goes away by itself.
		await expect(record(manager.page).getByRole('button', { name: /^Copiar Celular: \(18\) 99777-1234/ })).toBeVisible();
		await expect(section(manager.page, 'Telefones e e-mail')).not.toContainText('alterou');
	});

	test('edits of different fields at the same time both survive', async ({ computer }) => {
		const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
		const person = newPerson();
		await createCustomer(clerk.page, person);
		await findAndOpen(manager.page, person.Nome);
		const theirs = await beginEditing(manager.page, 'Telefones e e-mail');
		const own = await beginEditing(clerk.page, 'Telefones e e-mail');
		await own.getByLabel('Fone').fill('1832224455');
		await theirs.getByLabel('E-mail').fill('gerente@exemplo.com.br');
		await own.getByRole('button', { name: 'Salvar' }).click();
		// The field that nobody touches here follows at once, and the one being typed stays.
		await expect(theirs.getByLabel('Fone')).toHaveValue('(18) 3222-4455');
		await expect(theirs.getByLabel('E-mail')).toHaveValue('gerente@exemplo.com.br');
		await theirs.getByRole('button', { name: 'Salvar' }).click();
		for (const { page } of [clerk, manager]) {
			await expect(reading(page, 'Telefones e e-mail', 'Fone')).toHaveText('(18) 3222-4455');
			await expect(reading(page, 'Telefones e e-mail', 'E-mail')).toHaveText('gerente@exemplo.com.br');
		}
	});

	test('of the same field the last writer wins, Histórico has both values, and the first writer is told', async ({ computer }) => {
		const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
		const person = newPerson({ Referência: 'no começo' });
		await createCustomer(clerk.page, person);
		await findAndOpen(manager.page, person.Nome);
		const theirs = await beginEditing(manager.page, 'Endereço');
		await theirs.getByLabel('Referência').fill('palavra da gerente');
		await edit(clerk.page, 'Endereço', { Referência: 'palavra da atendente' });
		// The second one sees it while still typing, and what they typed is kept.
		await expect(theirs).toContainText(
			'Lívia Arantes gravou “palavra da atendente” enquanto você digitava. O que você digitou foi mantido.'
		);
		await expect(theirs.getByLabel('Referência')).toHaveValue('palavra da gerente');
		await theirs.getByRole('button', { name: 'Salvar' }).click();

		await expect(reading(clerk.page, 'Endereço', 'Referência')).toHaveText('palavra da gerente');
		const notice = record(clerk.page).getByText(
			'Odete Brandão substituiu o que você gravou em Referência: “palavra da atendente” virou “palavra da gerente”.'
		);
		await expect(notice).toBeVisible();
		await option(clerk.page, 'Histórico').click();
		const changes = clerk.page
			.getByRole('grid', { name: 'Histórico de alterações' })
			.getByRole('row')
			.filter({ hasText: 'alteração: Referência' });
		await expect(changes).toHaveCount(2);
		await changes.nth(0).click();
		await expect(
			clerk.page
				.getByRole('region', { name: 'Detalhe da alteração' })
				.getByRole('row', { name: 'Referência palavra da atendente palavra da gerente' })
		).toBeVisible();
		await changes.nth(1).click();
		await expect(
			clerk.page
				.getByRole('region', { name: 'Detalhe da alteração' })
				.getByRole('row', { name: 'Referência no começo palavra da atendente' })
		).toBeVisible();

		// It is on the work area too, and goes once it is confirmed.
		await goTo(clerk.page, 'Área de Trabalho');
		const attention = clerk.page.getByRole('region', { name: 'Pede atenção' });
		await expect(attention).toContainText(`Odete Brandão alterou Referência de ${person.Nome} depois de você`);
		await attention.getByRole('listitem').filter({ hasText: person.Nome }).getByRole('button', { name: 'Ciente' }).click();
		await expect(attention).not.toContainText(person.Nome);
	});

	test('the value of the other can be taken while typing', async ({ computer }) => {
		const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
		const person = newPerson();
		await createCustomer(clerk.page, person);
		await findAndOpen(manager.page, person.Nome);
		const theirs = await beginEditing(manager.page, 'Endereço');
		await theirs.getByLabel('Referência').fill('minha');
		await edit(clerk.page, 'Endereço', { Referência: 'a dela' });
		await theirs.getByRole('button', { name: 'Usar o valor de Lívia' }).click();
		await expect(theirs.getByLabel('Referência')).toHaveValue('a dela');
		await expect(theirs.getByRole('button', { name: 'Salvar' })).toHaveAttribute('aria-disabled', 'true');
	});
});

test.describe('Histórico', () => {
	test('(!) 170: every change of the registration is listed, newest first', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		await createCustomer(page, newPerson());
		await edit(page, 'Telefones e e-mail', { Fone: '1832224455' });
		await edit(page, 'Endereço', { Bairro: 'Centro' });
		await edit(page, 'Identificação', { 'Ativo/Inativo': 'Inativo' });
		await option(page, 'Histórico').click();
		const rows = page
			.getByRole('grid', { name: 'Histórico de alterações' })
			.getByRole('row')
			.filter({ has: page.getByRole('gridcell') });
		await expect(rows).toHaveCount(4);
		for (const [index, what] of ['Ativo/Inativo', 'Bairro', 'Fone', 'inclusão'].entries())
			await expect(rows.nth(index)).toContainText(what);
	});

	test('171–174: with date, user, IP, and the detail below the list', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		await createCustomer(page, newPerson());
		await edit(page, 'Telefones e e-mail', { Fone: '1832224455' });
		await option(page, 'Histórico').click();
		const first = page.getByRole('grid', { name: 'Histórico de alterações' }).getByRole('row').filter({ hasText: 'Fone' });
		const today = new Date().toLocaleDateString('pt-BR', { timeZone: 'America/Sao_Paulo' });
		await expect(first).toContainText(new RegExp(`${today} \\d\\d:\\d\\d`));
		await expect(first).toContainText('atendente.prudente');
		await expect(first).toContainText('127.0.0.1');
		await first.click();
		const detail = page.getByRole('region', { name: 'Detalhe da alteração' });
		await expect(detail.getByRole('columnheader')).toHaveText(['Campo', 'Antes', 'Depois']);
		await expect(detail.getByRole('row', { name: 'Fone — (18) 3222-4455' })).toBeVisible();
		await expect(detail).toContainText('Lívia Arantes (atendente.prudente)');
	});

	test('needs the centre, says so, and comes by itself when the line is back', async ({ computer }) => {
		const { page, link } = await computer('atendente.prudente');
		await createCustomer(page, newPerson());
		await upToDate(page);
		link.cut();
		await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
		await option(page, 'Histórico').click();
		await expect(page.getByText('O histórico precisa do centro')).toBeVisible();
		link.restore();
		await expect(page.getByRole('grid', { name: 'Histórico de alterações' })).toContainText('inclusão');
	});
});
