import type { Page } from '@playwright/test';
import { issueBoleto } from '#lib/domain/boleto/issue.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { expect, test, upToDate } from './support/computer.ts';
import { findAndOpen, goTo, record, uniqueWord } from './support/customer.ts';
import { mandatoryReading, readAll } from './support/observation.ts';
import { choose, openSettings, rowOf } from './support/people.ts';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

test('(275) a manager changes a suspension rule, which another office sees at once and is not offered to change', async ({ computer }) => {
	const [manager, clerk] = [await computer('gerente.prudente'), await computer('atendente.prudente')];
	const { page } = manager;
	const name = `Boleto ${uniqueWord()}`;
	await openSettings(clerk.page, 'Formas de cobrança');
	await openSettings(page, 'Formas de cobrança');
	await page.getByRole('button', { name: 'Nova forma de cobrança' }).click();
	await dialog(page, 'Nova forma de cobrança').getByLabel('Nome').fill(name);
	await dialog(page, 'Nova forma de cobrança').getByRole('button', { name: 'Salvar' }).click();
	await expect(rowOf(page, name)).toContainText('30º dia');

	await choose(page, name, 'Editar');
	const form = dialog(page, 'Editar forma de cobrança');
	await form.getByLabel('Conta de cobrança').selectOption('Itaú 109');
	await form.getByLabel('Valor mínimo (R$)').fill('30,00');
	await form.getByLabel('Dias de atraso').fill('10');
	await form.getByLabel('Dias antes de ser suspenso').fill('5');
	const effect = form.getByRole('region', { name: 'O que estas regras fazem' });
	await expect(effect).toContainText('Propõe a suspensão no 15º dia de atraso, se dever ao menos R$ 30,00.');
	await form.getByRole('checkbox', { name: 'Suspender automaticamente' }).check();
	await form.getByLabel('Data fixa (dia do mês)').fill('20');
	await expect(effect).toContainText('Suspende no 15º dia de atraso');
	await expect(effect).toContainText('Espera o próximo dia 20 do mês.');
	await form.getByLabel('Multa (%)').fill('3');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form.getByLabel('Multa (%)')).toHaveAccessibleDescription('A multa por atraso não pode passar de 2%.');
	await form.getByLabel('Multa (%)').fill('1,5');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form).toBeHidden();

	for (const office of [page, clerk.page]) {
		await expect(rowOf(office, name)).toContainText('15º dia · mín. R$ 30,00 · dia 20 · automática');
		await expect(rowOf(office, name)).toContainText('1,5% + 1% a.m.');
		await expect(rowOf(office, name)).toContainText('Itaú 109');
	}
	await expect(clerk.page.getByRole('button', { name: 'Nova forma de cobrança' })).toHaveAttribute('aria-disabled', 'true');
	await rowOf(clerk.page, name).click({ button: 'right' });
	await expect(clerk.page.getByRole('menuitem', { name: 'Editar' })).toHaveAttribute('aria-disabled', 'true');
});

test('an account asks for what its bank uses, by the bank’s own names, and shows a sample slip; an attendant is not offered it', async ({
	computer
}) => {
	const [manager, clerk] = [await computer('gerente.prudente'), await computer('atendente.prudente')];
	const { page } = manager;
	const name = `Sicredi ${uniqueWord()}`;
	await openSettings(page, 'Contas de cobrança');
	await page.getByRole('button', { name: 'Nova conta de cobrança' }).click();
	const form = dialog(page, 'Nova conta de cobrança');
	await form.getByLabel('Nome', { exact: true }).fill(name);
	await form.getByLabel('Banco', { exact: true }).selectOption('237 Bradesco');
	await expect(form.getByLabel('Agência', { exact: true })).toBeVisible();
	await form.getByLabel('Banco', { exact: true }).selectOption('748 Sicredi');
	const account = { Cooperativa: '0165', Posto: '02', 'Código do beneficiário': '00623', 'Byte de geração': '2', 'Tipo de cobrança': '1' };
	await expect(form.getByRole('group', { name: 'Dados no banco' }).getByRole('textbox')).toHaveCount(Object.keys(account).length);
	const sample = form.getByRole('group', { name: 'Conferir com a folha de homologação do banco' });
	await expect(sample).toContainText('Ainda sem exemplo. Cooperativa: Preencha este campo.');
	for (const [title, value] of Object.entries(account)) await form.getByLabel(title, { exact: true }).fill(value);
	await sample.getByLabel('Número do boleto').fill('3');
	const issued = issueBoleto(
		{ bank: '748', bankBranch: '0165', station: '02', beneficiaryCode: '00623', originByte: '2', portfolio: '1' },
		{ number: '3', issuedOn: dayAt(new Date().toISOString()), dueOn: null, amountCents: 0 }
	);
	await expect(sample).toContainText(issued.ok ? issued.ourNumberShown : '');
	await expect(sample).toContainText('0165.02.00623');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(rowOf(page, name)).toContainText('0165.02.00623');

	await choose(page, name, 'Editar');
	const edited = dialog(page, 'Editar conta de cobrança');
	await expect(edited.getByLabel('Banco', { exact: true })).toBeDisabled();
	await edited.getByLabel('Posto', { exact: true }).fill('03');
	await edited.getByRole('button', { name: 'Salvar' }).click();
	await expect(rowOf(page, name)).toContainText('0165.03.00623');

	await openSettings(clerk.page, 'Formas de cobrança');
	const sections = clerk.page.getByRole('navigation', { name: 'Seções do painel' });
	await expect(sections.getByRole('link', { name: 'Contas de cobrança' })).toHaveCount(0);
	// The address typed by hand helps nobody.
	await clerk.page.goto('/settings/collection-accounts');
	await expect(clerk.page.getByRole('button', { name: 'Nova conta de cobrança' })).toHaveAttribute('aria-disabled', 'true');
});

test('(181) (182) active plans of a customer: price from a day on and due day are changed, also without a connection', async ({
	computer
}) => {
	const { page, link } = await computer('financeiro');
	await page.addLocatorHandler(mandatoryReading(page), () => readAll(page));
	await goTo(page, 'Clientes');
	await findAndOpen(page, '100005');
	await expect(record(page)).toBeVisible();
	await page.getByRole('link', { name: 'Planos', exact: true }).click();
	const row = page.getByRole('grid', { name: 'Planos ativos do cliente' }).getByRole('row').nth(1);
	await expect(row).toContainText('R$');
	link.cut();
	await row.dblclick();
	const form = page.getByRole('dialog', { name: /^Cobrança do plano/ });
	const from = form.getByLabel('A partir de');
	const next = await from.inputValue();
	await from.fill('2001-01-01');
	await form.getByLabel('Preço por mês (R$)').fill('123,45');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(from).toHaveAccessibleDescription(/^O plano começou em/);
	await from.fill(next);
	await form.getByLabel('Dia do vencimento').selectOption('7');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form).toBeHidden();
	await expect(row).toContainText('R$ 123,45');
	await expect(row).toContainText('dia 7');
	link.restore();
	await upToDate(page);
	await expect(row).toContainText('R$ 123,45');
});
