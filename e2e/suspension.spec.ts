import { mkdirSync } from 'node:fs';
import { expect, test } from './support/computer.ts';
import { findAndOpen, goTo, record } from './support/customer.ts';
import { mandatoryReading, readAll } from './support/observation.ts';
import { choose, openSettings, rowOf } from './support/people.ts';

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
	await window.getByRole('button', { name: 'Fechar' }).last().click();
	await expect(page.getByRole('grid', { name: 'Suspensões' })).toContainText('antes da data: Pedido por escrito');
	await expect(page.getByRole('grid', { name: 'Suspensões' })).toContainText('desfeita');
});

test('(290) (342) those who are ticked in Inadimplentes are suspended, and one is given back from his record', async ({ computer }) => {
	const { page } = await computer('financeiro');
	await page.setViewportSize({ width: 1366, height: 768 });
	await page.addLocatorHandler(mandatoryReading(page), () => readAll(page));
	await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Inadimplentes' }).click();
	const suspend = page.getByRole('button', { name: 'Suspender', exact: true });
	await expect(suspend).toBeDisabled();
	await page.getByRole('group', { name: 'Selecionar' }).getByRole('button', { name: 'Todos', exact: true }).click();
	await suspend.click();
	const window = page.getByRole('dialog', { name: 'Suspender Serviços' });
	// Whose lawful day has come is ticked already, and nobody else is.
	const verb = window.getByRole('button', { name: /^Suspender [1-9]\d*$/ });
	await expect(verb).toBeVisible();
	await page.screenshot({ path: 'test-results/suspend-many.png' });
	await verb.click();
	await expect(window.getByRole('status')).toHaveText(/com sucesso/);
	const name = await window.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').first().innerText();
	await window.getByRole('button', { name: 'Fechar' }).last().click();

	await goTo(page, 'Clientes');
	await findAndOpen(page, name);
	await page.getByRole('link', { name: 'Planos', exact: true }).click();
	const history = page.getByRole('grid', { name: 'Suspensões' });
	await expect(history).toContainText('Suspenso e conferido');
	await page.screenshot({ path: 'test-results/suspend-history.png' });
	await history.getByRole('row').nth(1).click();
	await page.getByRole('button', { name: 'Restabelecer' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Restabelecer' }).click();
	await expect(history.getByRole('row').nth(1)).toContainText('Restabelecido');
	await page.screenshot({ path: 'test-results/suspend-restored.png' });
});

test('a NAS is entered in the Painel, changed without its secret, and paused', async ({ computer }) => {
	const { page } = await computer('admin');
	await page.setViewportSize({ width: 1366, height: 768 });
	await openSettings(page, 'Concentradores');
	await page.getByRole('button', { name: 'Novo concentrador' }).click();
	const form = page.getByRole('dialog', { name: 'Novo concentrador' });
	await form.getByLabel('Nome', { exact: true }).fill('BRAS Prudente 1');
	await form.getByLabel('Endereço IPv4').fill('10.20.30');
	await form.getByLabel('Segredo RADIUS').fill('segredo-do-bras');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form.getByLabel('Endereço IPv4')).toHaveAttribute('aria-invalid', 'true');
	await form.getByLabel('Endereço IPv4').fill('10.20.30.1');
	await page.screenshot({ path: 'test-results/network-form.png' });
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(rowOf(page, 'BRAS Prudente 1')).toContainText('Ainda não consultado');
	await choose(page, 'BRAS Prudente 1', 'Editar');
	const edit = page.getByRole('dialog', { name: 'Editar concentrador' });
	await expect(edit.getByLabel('Segredo RADIUS')).toHaveValue('');
	await edit.getByLabel('Nome', { exact: true }).fill('BRAS Prudente Centro');
	await edit.getByRole('button', { name: 'Salvar' }).click();
	await choose(page, 'BRAS Prudente Centro', 'Pausar');
	await expect(rowOf(page, 'BRAS Prudente Centro')).toContainText('Pausado');
	await page.screenshot({ path: 'test-results/network.png' });
});
