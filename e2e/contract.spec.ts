import type { Page } from '@playwright/test';
import { expect, test, upToDate } from './support/computer.ts';
import { findAndOpen } from './support/customer.ts';
import { mandatoryReading, readAll } from './support/observation.ts';
import { openSettings } from './support/people.ts';

const sheet = (page: Page) => page.getByLabel('Contrato', { exact: true });

async function setVariable(page: Page, on: boolean): Promise<void> {
	await openSettings(page, 'Variáveis');
	const box = page.getByRole('checkbox', { name: 'Imprime Contrato Editável em HTML?' });
	await expect(box).toBeVisible();
	await box.setChecked(on);
	const save = page.getByRole('button', { name: 'Salvar' });
	if (await save.isEnabled()) await save.click();
	await upToDate(page);
}

test('(11) with "Imprime Contrato Editável em HTML?" the contract can be changed before printing, without it only read', async ({
	computer
}) => {
	const [manager, clerk] = [await computer('gerente.prudente'), await computer('financeiro')];
	await setVariable(manager.page, false);
	const { page } = clerk;
	await page.addInitScript(() => {
		Object.assign(window, {
			printed: 0,
			print: () => Object.assign(window, { printed: (window as unknown as { printed: number }).printed + 1 })
		});
	});
	await page.reload();
	await page.addLocatorHandler(mandatoryReading(page), () => readAll(page));
	// Contracts come with the plans of the demonstration: one is found by its number.
	await findAndOpen(page, '100005');
	await page.getByRole('link', { name: 'Contratos', exact: true }).click();
	const row = page.getByRole('grid', { name: 'Contratos' }).getByRole('row').nth(1);
	await expect(row).toContainText('R$');
	const number = (await row.getByRole('gridcell').first().innerText()).trim();
	await row.dblclick();

	await expect(sheet(page)).toContainText(`nº ${number}`);
	await expect(sheet(page)).not.toHaveAttribute('contenteditable', 'true');
	await expect(page.getByRole('note')).toContainText('Só leitura');
	await page.getByRole('button', { name: 'Imprimir contrato' }).click();
	expect(await page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);

	// It takes effect at once, where a contract is open too.
	await setVariable(manager.page, true);
	await expect(page.getByRole('note')).toContainText('pode ser mudado');
	await sheet(page).getByText('Rescisão').click();
	await page.keyboard.press('End');
	await page.keyboard.type(' combinada');
	await expect(sheet(page)).toContainText('Rescisão combinada');
	await page.getByRole('button', { name: 'Restaurar texto' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Restaurar texto' }).click();
	await expect(sheet(page)).not.toContainText('combinada');
	await setVariable(manager.page, false);
});
