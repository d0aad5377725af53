import { expect, type Locator, type Page } from '@playwright/test';
import { randomCnpj, randomCpf } from '#lib/domain/tax-id/generate.ts';

let made = 0;

/** A word that occurs in no other customer: letters only, as in names. */
export function uniqueWord(): string {
	made += 1;
	const letters = [...`${Date.now()}${made}`].map((digit) => 'bcdfghjklm'[Number(digit)]);
	return `Z${letters.map((letter, i) => letter + 'aeiou'[i % 5]!).join('')}`;
}

/** What stands in the form, by the titles on the screen. */
export type Typed = Readonly<Record<string, string>>;

export function newPerson(more: Typed = {}): Typed & { readonly Nome: string } {
	return {
		Nome: `Alzira ${uniqueWord()}`,
		CPF: randomCpf(Math.random),
		Endereço: 'Rua das Acácias, 120',
		Cidade: 'Presidente Prudente',
		UF: 'SP',
		...more
	};
}

export function newCompany(more: Typed = {}): Typed & { readonly 'Razão social': string } {
	return {
		'Tipo do cliente': 'Pessoa Jurídica',
		'Razão social': `Padaria ${uniqueWord()} Ltda`,
		CNPJ: randomCnpj(Math.random),
		Endereço: 'Avenida Brasil, 900',
		Cidade: 'Presidente Prudente',
		UF: 'SP',
		...more
	};
}

/** A group of fields of the form "Novo cliente", or of the record, by its heading. */
export const group = (page: Page, heading: string): Locator => page.getByRole('group', { name: heading, exact: true });

const groupOf: Readonly<Record<string, string>> = { Bairro: 'Endereço', Cidade: 'Endereço', UF: 'Endereço' };

/** Fills fields by their titles, choosing from lists where the field is one. */
export async function fillIn(within: Page | Locator, typed: Typed): Promise<void> {
	for (const [title, value] of Object.entries(typed)) {
		const place = 'url' in within && groupOf[title] ? group(within, groupOf[title]) : within;
		const field = place.getByLabel(title, { exact: true });
		if ((await field.evaluate((element) => element.tagName)) === 'SELECT') {
			const label = await field.evaluate(
				(element, text) =>
					[...(element as HTMLSelectElement).options].find((o) => o.label === text || o.label.startsWith(`${text} `))?.label ?? text,
				value
			);
			await field.selectOption({ label });
		} else await field.fill(value);
	}
}

/** A screen of the side navigation. */
export const goTo = (page: Page, screen: 'Área de Trabalho' | 'Clientes' | 'Pendências' | 'Painel'): Promise<void> =>
	page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: screen }).click();

/** Makes a customer by the form, and leaves its record open. Answers its code. */
export async function createCustomer(page: Page, typed: Typed = newPerson()): Promise<number> {
	await goTo(page, 'Clientes');
	await page.getByRole('link', { name: 'Novo cliente' }).click();
	await fillIn(page, typed);
	await page.getByRole('button', { name: 'Salvar cliente' }).click();
	await expect(record(page)).toBeVisible();
	return Number(
		await record(page)
			.getByLabel(/^Código \d+$/)
			.innerText()
	);
}

export const record = (page: Page): Locator => page.getByRole('article', { name: 'Cadastro do Cliente' });

/** A section of "Dados Cadastro": Identificação, Telefones e e-mail, Endereço, Cobrança, Observações. */
export const section = (page: Page, heading: string): Locator => page.getByRole('region', { name: heading, exact: true });

/** Value of a field that is being read. */
export function reading(page: Page, heading: string, title: string): Locator {
	return section(page, heading)
		.locator('dl > div')
		.filter({ has: page.locator('dt', { hasText: new RegExp(`^${title}`) }) })
		.locator('dd');
}

export async function beginEditing(page: Page, heading: string): Promise<Locator> {
	const place = section(page, heading);
	await place.getByRole('button', { name: `Editar ${heading}` }).click();
	await expect(place.getByRole('button', { name: 'Salvar' })).toBeVisible();
	return place;
}

/** Edits a section and saves it. */
export async function edit(page: Page, heading: string, typed: Typed): Promise<void> {
	const place = await beginEditing(page, heading);
	await fillIn(place, typed);
	await place.getByRole('button', { name: 'Salvar' }).click();
	await expect(place.getByRole('button', { name: 'Salvar' })).toBeHidden();
}

/** Searches and opens the customer, as at the telephone. */
export async function findAndOpen(page: Page, text: string): Promise<void> {
	await goTo(page, 'Clientes');
	const box = page.getByLabel('Procurar');
	await box.fill(text);
	await expect(resultRows(page)).toHaveCount(1);
	await box.press('Enter');
	await expect(record(page)).toBeVisible();
}

/** Rows of the list that was found, without its header. */
export const resultRows = (page: Page): Locator =>
	page
		.getByRole('grid', { name: 'Clientes encontrados' })
		.getByRole('row')
		.filter({ has: page.getByRole('gridcell') });
