import { expect, type Locator, type Page } from '@playwright/test';

export const mandatoryReading = (page: Page): Locator => page.getByRole('alertdialog', { name: 'Leitura Obrigatória' });

export const observations = (page: Page): Locator => page.getByRole('list', { name: 'Observações do cliente' });

export async function openObservations(page: Page): Promise<void> {
	await page
		.getByRole('navigation', { name: 'Opções do cadastro' })
		.getByRole('link', { name: /^Observações/ })
		.click();
	await expect(page.getByRole('heading', { name: 'Observações', level: 2 })).toBeVisible();
}

/** Writes one on the record in view and waits until it is in the list. */
export async function writeObservation(
	page: Page,
	text: string,
	more: { readonly type?: string; readonly mustRead?: boolean } = {}
): Promise<void> {
	await openObservations(page);
	await page.getByRole('button', { name: 'Novo Obs' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Nova observação' });
	await dialog.getByLabel('Tipo de observação').selectOption(more.type ?? 'Atendimento');
	await dialog.getByLabel('Observação', { exact: true }).fill(text);
	if (more.mustRead) await dialog.getByText('Sim', { exact: true }).click();
	await dialog.getByRole('button', { name: 'Salvar' }).click();
	await expect(dialog).toBeHidden();
	await expect(observations(page).getByRole('heading', { name: text.split('\n')[0] })).toBeVisible();
}

/** Reads to the end, whatever there is to read, and closes the window. */
export async function readAll(page: Page): Promise<void> {
	const window = mandatoryReading(page);
	await expect(window).toBeVisible();
	while (await window.getByText(/^Falta/).isVisible()) await window.getByRole('button', { name: 'Próxima' }).last().click();
	await window.getByRole('button', { name: 'Fechar' }).click();
	await expect(window).toBeHidden();
}
