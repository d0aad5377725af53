import { expect, statusBar, test } from './support/computer.ts';
import { createCustomer, goTo, newPerson } from './support/customer.ts';

test('(381) each area of the record leads to its own help page, with Voltar, Principal and Topo; also without a connection', async ({
	computer
}) => {
	const clerk = await computer('atendente.prudente');
	const { page } = clerk;
	await createCustomer(page, newPerson());
	const options = page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link');
	const names = (await options.allInnerTexts()).map((text) => text.split('\n')[0]!.trim());
	expect(names.length).toBeGreaterThan(8);
	clerk.link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	for (const name of names) {
		await options.filter({ hasText: name }).first().click();
		const help = page.getByRole('link', { name: `Ajuda: ${name}` });
		await expect(help).toBeVisible();
		const area = page.url();
		await help.click();
		await expect(page).toHaveURL(/\/help\/[a-z-]+$/);
		await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible();
		await page.getByRole('link', { name: '« Voltar' }).first().click();
		await expect(page).toHaveURL(area);
	}

	await page.keyboard.press('F1');
	await expect(page).toHaveURL(/\/help\//);
	await page.getByRole('link', { name: 'Topo' }).click();
	await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeFocused();
	await page.getByRole('link', { name: '« Principal' }).first().click();
	await expect(page.getByRole('heading', { name: 'Ajuda', level: 1 })).toBeVisible();
	const pages = await page.getByRole('article').getByRole('listitem').getByRole('link').all();
	expect(pages.length).toBeGreaterThan(20);

	await goTo(page, 'Painel');
	await page.getByRole('link', { name: 'Ajuda desta tela' }).click();
	await expect(page.getByRole('heading', { name: 'Painel de Configuração', level: 1 })).toBeVisible();
});
