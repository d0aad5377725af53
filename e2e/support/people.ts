import { expect, type Page } from '@playwright/test';
import type { Computer } from './computer.ts';
import { goTo } from './customer.ts';
import { uniqueWord } from './customer.ts';

export interface Hired {
	readonly login: string;
	readonly name: string;
	readonly password: string;
}

/** A new person, made by an administrator in the settings: for tests that end sessions or change rights. */
export async function hire(
	admin: Computer,
	role: 'Atendente' | 'Gerente' | 'Técnico' | 'Financeiro',
	branches: readonly string[]
): Promise<Hired> {
	const { page } = admin;
	const word = uniqueWord();
	const hired: Hired = { login: word.toLowerCase(), name: `Novata ${word}`, password: 'três palavras boas' };
	await openSettings(page, 'Usuários');
	await page.getByRole('button', { name: 'Novo usuário' }).click();
	const dialog = page.getByRole('dialog', { name: 'Novo usuário' });
	await dialog.getByLabel('Nome', { exact: true }).fill(hired.name);
	await dialog.getByLabel('Usuário (login)').fill(hired.login);
	await dialog.getByLabel('Função').selectOption(role);
	await dialog.getByLabel('Senha inicial').fill(hired.password);
	for (const branch of branches) await dialog.getByRole('checkbox', { name: branch }).check();
	await dialog.getByRole('button', { name: 'Salvar' }).click();
	await expect(dialog).toBeHidden();
	await expect(rowOf(page, hired.name)).toBeVisible();
	return hired;
}

export async function openSettings(page: Page, section: string): Promise<void> {
	await goTo(page, 'Painel');
	await page.getByRole('navigation', { name: 'Seções do painel' }).getByRole('link', { name: section }).click();
	await expect(page.getByRole('heading', { name: section, level: 1 })).toBeVisible();
}

/** A row of a list by a word that only it has. */
export const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

/** What right click offers on a row. */
export async function choose(page: Page, row: string, verb: string): Promise<void> {
	await rowOf(page, row).click({ button: 'right' });
	await page.getByRole('menuitem', { name: verb }).click();
}
