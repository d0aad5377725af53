import { mkdirSync } from 'node:fs';
import { expect, test } from './support/computer.ts';
import { findAndOpen, goTo, record } from './support/customer.ts';
import { mandatoryReading, readAll } from './support/observation.ts';

test('(340) (341) (345) finance suspends a plan early with a reason; another office sees it live, and it is undone', async ({
	computer
}) => {
	const [manager, clerk] = [await computer('gerente.prudente'), await computer('atendente.prudente')];
	for (const { page } of [manager, clerk]) {
		await page.addLocatorHandler(mandatoryReading(page), () => readAll(page));
		await goTo(page, 'Clientes');
		await findAndOpen(page, '100005');
		await expect(record(page)).toBeVisible();
		await page.getByRole('link', { name: 'Planos', exact: true }).click();
	}
	const { page } = manager;
	const seen = clerk.page.getByRole('grid', { name: 'Planos ativos do cliente' }).getByRole('row').nth(1);
	await expect(seen).toContainText('Ativo');
	await page.getByRole('button', { name: 'Suspender Serviços' }).click();
	const window = page.getByRole('dialog', { name: 'Suspender Serviços' });
	const plan = window.getByRole('checkbox', { name: /^Suspender .* de / }).first();
	await plan.check();
	const verb = window.getByRole('button', { name: /^Suspender \d+$/ });
	await verb.click();
	await expect(window.getByLabel('Motivo da antecipação')).toHaveAccessibleDescription(/Preencha este campo/);
	await window.getByLabel('Motivo da antecipação').fill('Pedido por escrito');
	mkdirSync('test-results', { recursive: true });
	await page.screenshot({ path: 'test-results/suspend-choose.png' });
	await verb.click();
	await expect(window.getByRole('status')).toHaveText('Serviço suspenso com sucesso.');
	await expect(window.getByRole('grid')).toContainText('Suspenso e conferido');
	await page.screenshot({ path: 'test-results/suspend-done.png' });
	await expect(seen).toContainText('Suspenso');

	await window.getByRole('button', { name: 'Desfazer tudo' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Desfazer tudo' }).click();
	await expect(window.getByRole('grid')).toContainText('Restabelecido');
	await expect(seen).toContainText('Ativo');
});
