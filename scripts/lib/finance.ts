import type { BrowserContext, Page } from '@playwright/test';

/** A day at the finance desk, for pictures: who owes, the lawful suspension, the report, a slip and a debt in instalments. */
export async function finance(page: Page, picture: (page: Page, name: string) => Promise<void>): Promise<void> {
	const screen = (name: string) => page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name }).click();
	const reading = page.getByRole('alertdialog', { name: 'Leitura Obrigatória' });
	await page.addLocatorHandler(reading, async () => {
		while (await reading.getByText(/^Falta/).isVisible()) await reading.getByRole('button', { name: 'Próxima' }).last().click();
		await reading.getByRole('button', { name: 'Fechar' }).click();
		await reading.waitFor({ state: 'hidden' });
	});
	const leave = async (dialog: string): Promise<void> => {
		await page.keyboard.press('Escape');
		await page.getByRole('dialog', { name: dialog }).waitFor({ state: 'hidden' });
	};

	await screen('Inadimplentes');
	const debtors = page.getByRole('grid', { name: 'Inadimplentes' });
	await debtors.getByRole('gridcell').first().waitFor();
	await page.getByRole('group', { name: 'Selecionar' }).getByRole('button', { name: 'Todos', exact: true }).click();
	await picture(page, 'delinquency');
	await page.getByRole('button', { name: 'Suspender', exact: true }).click();
	await page.getByRole('dialog', { name: 'Suspender Serviços' }).getByRole('gridcell').first().waitFor();
	await picture(page, 'suspension');
	await leave('Suspender Serviços');
	await page.getByRole('button', { name: 'Relatório', exact: true }).click();
	const report = page.getByRole('dialog', { name: 'Relatório', exact: true });
	await report.getByText(/registros na lista/).waitFor();
	await report.getByRole('button', { name: 'Gerar' }).click();
	const preview = page.getByRole('dialog', { name: 'Relatório - Visualizar Impressão' });
	await preview.frameLocator('iframe').getByRole('heading', { name: 'Controle de Inadimplentes' }).waitFor();
	await picture(page, 'report');
	await preview.getByRole('button', { name: 'Fechar' }).last().click();
	await report.getByRole('button', { name: 'Sair' }).click();

	await debtors.getByRole('row').filter({ hasText: 'Boleto bancário' }).nth(2).click();
	await page.getByRole('button', { name: 'Cliente', exact: true }).click();
	await page.getByRole('link', { name: 'Faturas', exact: true }).click();
	const overdue = page.getByRole('grid', { name: 'Faturas do cliente' }).getByRole('row').filter({ hasText: 'Vencida' }).first();
	await overdue.click();
	await picture(page, 'invoices');
	await page.getByRole('button', { name: 'Parc. Dívida' }).click();
	await page.getByRole('dialog', { name: 'Parc. Dívida' }).getByRole('table').waitFor();
	await picture(page, 'agreement');
	await leave('Parc. Dívida');
	await overdue.click();
	await picture(await slipOf(page, page.context()), 'slip');
}

async function slipOf(page: Page, context: BrowserContext): Promise<Page> {
	const [slip] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: /^Ver Boleto Web/ }).click()]);
	await slip.getByRole('button', { name: 'Copiar linha digitável' }).waitFor();
	return slip;
}
