import type { Page } from '@playwright/test';
import { expect, statusBar, test } from './support/computer.ts';
import { createCustomer, goTo, newPerson, record, resultRows } from './support/customer.ts';

const tile = (page: Page, name: string) =>
	page.getByRole('listbox', { name: 'Ícones' }).getByRole('option', { name: new RegExp(`^${name}`) });
const tabs = (page: Page) => page.getByRole('navigation', { name: 'Clientes abertos' }).getByRole('link');
const palette = (page: Page) => page.getByRole('dialog', { name: 'Buscar' });

/** Opens the first `count` customers of the list, as tabs, and answers their names in the order of the tabs. */
async function openSome(page: Page, count: number): Promise<readonly string[]> {
	for (let index = 0; index < count; index++) {
		await goTo(page, 'Clientes');
		await page.getByLabel('Procurar').fill('');
		await resultRows(page).nth(index).dblclick();
		await expect(record(page)).toBeVisible();
		await expect(tabs(page)).toHaveCount(index + 1);
		await readWhatMustBeRead(page);
	}
	return tabs(page).allTextContents();
}

async function readWhatMustBeRead(page: Page): Promise<void> {
	const reading = page.getByRole('alertdialog', { name: 'Leitura Obrigatória' });
	await expect(record(page).getByRole('region', { name: 'Identificação' })).toBeAttached();
	while (await reading.isVisible()) {
		const next = reading.getByRole('button', { name: 'Próxima' }).last();
		if (await reading.getByText(/^Falta/).isVisible()) await next.click();
		else {
			await reading.getByRole('button', { name: 'Fechar' }).click();
			await expect(reading).toBeHidden();
		}
	}
}

test.describe('icons (3, 4)', () => {
	test('3: a click selects, a double click opens', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		await tile(page, 'Pendências').click();
		await expect(tile(page, 'Pendências')).toHaveAttribute('aria-selected', 'true');
		await expect(page.getByRole('heading', { name: /^Olá/ })).toBeVisible();
		await tile(page, 'Pendências').dblclick();
		await expect(page.getByRole('heading', { name: 'Pendências', level: 1 })).toBeVisible();
	});

	test('3, 4: Enter opens, arrows move, and the icon "Cliente" opens Pesquisar Cliente', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		await tile(page, 'Cliente').focus();
		await page.keyboard.press('ArrowRight');
		await expect(tile(page, 'Novo cliente')).toBeFocused();
		await page.keyboard.press('Home');
		await expect(tile(page, 'Cliente')).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: 'Pesquisar Cliente' })).toBeVisible();
	});
});

test('5, 6: the icon "Faturamento" opens the billing area, which leads to the Controle de Inadimplentes', async ({ computer }) => {
	const { page } = await computer('financeiro');
	await tile(page, 'Faturamento').dblclick();
	await expect(page.getByRole('heading', { name: 'Faturamento', level: 1 })).toBeVisible();
	await page.getByRole('link', { name: 'Controle de Inadimplentes', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Controle de Inadimplentes', level: 1 })).toBeVisible();
});

test('8: the record shows registration, plans, money, tickets and contacts of a customer', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await goTo(page, 'Clientes');
	// The first in the list who has a plan: whoever only asked for an offer has none.
	for (let index = 0; ; index++) {
		await goTo(page, 'Clientes');
		await resultRows(page).nth(index).dblclick();
		await readWhatMustBeRead(page);
		if (!(await record(page).getByText('Sem plano').isVisible())) break;
	}
	for (const section of ['Identificação', 'Telefones e e-mail', 'Endereço', 'Cobrança', 'Observações do cadastro'])
		await expect(record(page).getByRole('region', { name: section, exact: true })).toBeVisible();
	await expect(record(page).getByText(/em atraso|a vencer|Nada em aberto/)).toBeVisible();
	const facts = record(page).getByRole('complementary', { name: 'Resumo' });
	await expect(facts.getByRole('region', { name: 'Planos' }).getByRole('listitem').first()).toContainText('R$');
	await expect(facts.getByRole('region', { name: 'Registro' })).toContainText('Cadastrado em');
});

test('9: the person who is signed in is known to the frame', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await page.getByRole('button', { name: /^Lívia Arantes/ }).click();
	await expect(page.getByRole('menu')).toContainText('atendente.prudente · Atendente');
});

test.describe('palette', () => {
	for (const key of ['Control+k', 'F2'])
		test(`${key} opens it from any screen, also while typing; Esc closes it`, async ({ computer }) => {
			const { page } = await computer('atendente.prudente');
			await goTo(page, 'Clientes');
			await page.getByLabel('Procurar').press(key);
			await expect(palette(page).getByRole('combobox')).toBeFocused();
			await page.keyboard.press('Escape');
			await expect(palette(page)).toBeHidden();
			await expect(page.getByLabel('Procurar')).toBeFocused();
		});

	test('finds customers, screens and commands, and Enter goes there', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		const person = newPerson();
		const code = await createCustomer(page, person);
		await goTo(page, 'Área de Trabalho');

		await page.keyboard.press('Control+k');
		await page.keyboard.type(person.Nome.split(' ')[1]!.toLowerCase());
		await expect(palette(page).getByRole('option', { name: new RegExp(`${String(code)} ${person.Nome}`) })).toHaveAttribute(
			'aria-selected',
			'true'
		);
		await page.keyboard.press('Enter');
		await expect(record(page).getByRole('heading', { name: person.Nome })).toBeVisible();

		await page.keyboard.press('F2');
		await page.keyboard.type('pendencias');
		await expect(palette(page).getByRole('option')).toHaveText(['Pendências']);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: 'Pendências', level: 1 })).toBeVisible();

		await page.keyboard.press('F2');
		await page.keyboard.type('aparencia');
		await palette(page)
			.getByRole('option', { name: /Aparência/ })
			.click();
		await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
	});

	test('Enter pressed before the answer opens the customer that was typed', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		const person = newPerson();
		await createCustomer(page, person);
		await goTo(page, 'Pendências');
		await page.keyboard.press('Control+k');
		await page.keyboard.insertText(person.CPF!);
		await page.keyboard.press('Enter');
		await expect(record(page).getByRole('heading', { name: person.Nome })).toBeVisible();
	});
});

test.describe('open customers', () => {
	test('are tabs that survive a reload, each where it was', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		const names = await openSome(page, 3);
		await tabs(page).nth(1).click();
		await page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name: 'Histórico' }).click();
		await expect(page).toHaveURL(/history$/);
		await tabs(page).nth(2).click();
		await expect(tabs(page).nth(2)).toHaveAttribute('aria-current', 'page');
		await page.reload();
		await expect(tabs(page)).toHaveText(names);
		await expect(tabs(page).nth(2)).toHaveAttribute('aria-current', 'page');
		await expect(record(page)).toBeVisible();
		await readWhatMustBeRead(page);
		await tabs(page).nth(1).click();
		await expect(page).toHaveURL(/history$/);
	});

	test('Ctrl+1…9 go to them; middle click, the cross and Alt+W close them', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		const names = await openSome(page, 4);
		const here = async (index: number) => {
			await expect(tabs(page).nth(index)).toHaveAttribute('aria-current', 'page');
			await readWhatMustBeRead(page);
		};
		await page.keyboard.press('Control+1');
		await here(0);
		await page.keyboard.press('Control+3');
		await here(2);
		await page.keyboard.press('Alt+2');
		await here(1);
		await tabs(page).nth(3).click({ button: 'middle' });
		await expect(tabs(page)).toHaveText(names.slice(0, 3));
		await here(1);
		await page.keyboard.press('Alt+w');
		await expect(tabs(page)).toHaveText([names[0]!, names[2]!]);
		await here(1);
		await page
			.getByRole('navigation', { name: 'Clientes abertos' })
			.getByRole('button', { name: /^Fechar/ })
			.click();
		await expect(tabs(page)).toHaveText([names[0]!]);
		await here(0);
		await page.keyboard.press('Alt+w');
		await expect(tabs(page)).toHaveCount(0);
		await expect(page.getByRole('heading', { name: 'Pesquisar Cliente' })).toBeVisible();
	});

	test('are at hand on the work area', async ({ computer }) => {
		const { page } = await computer('atendente.prudente');
		const person = newPerson();
		const code = await createCustomer(page, person);
		await goTo(page, 'Área de Trabalho');
		const recent = page.getByRole('region', { name: 'Abertos há pouco' });
		await recent.getByRole('link', { name: new RegExp(`${String(code)} ${person.Nome}`) }).click();
		await expect(record(page).getByRole('heading', { name: person.Nome })).toBeVisible();
	});
});

test('light and dark are chosen by person and computer, and kept', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	const scheme = page.locator('html');
	const background = () => page.locator('html').evaluate((root) => getComputedStyle(root).backgroundColor);
	await expect(scheme).toHaveCSS('color-scheme', /light/);
	const light = await background();
	await page.getByRole('button', { name: /aparência, idioma e saída/ }).click();
	await page.getByRole('menuitemradio', { name: 'Escura' }).click();
	await expect(scheme).toHaveCSS('color-scheme', 'dark');
	await expect.poll(background).not.toBe(light);
	await page.reload();
	await expect(page.getByRole('heading', { name: /^Olá/ })).toBeVisible();
	await expect(scheme).toHaveCSS('color-scheme', 'dark');
});

test('English is the second language of every part of the frame, and is kept', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await page.getByRole('button', { name: /aparência, idioma e saída/ }).click();
	await page.getByRole('menuitemradio', { name: 'English' }).click();
	await expect(page.getByRole('heading', { name: 'Hello, Lívia' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await expect(page.getByRole('contentinfo', { name: 'State of the system' })).toContainText('Connected');
	await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Customers' }).click();
	await expect(page.getByRole('heading', { name: 'Find customer' })).toBeVisible();
	await expect(page.getByLabel('Condition').getByRole('option')).toHaveText(['Contains', 'Equals']);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Find customer' })).toBeVisible();
});

test('an address that is no screen says so and offers the way back', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await page.goto('/nada-disso');
	await expect(page.getByRole('heading', { name: 'Esta tela não existe' })).toBeVisible();
	await page.getByRole('link', { name: 'Ir para a Área de Trabalho' }).click();
	await expect(page.getByRole('heading', { name: /^Olá/ })).toBeVisible();
	await expect(statusBar(page)).toBeVisible();
});
