import { expect, test } from './support/computer.ts';
import { openSettings, rowOf } from './support/people.ts';

/** `12/2026`: a month for which the demonstration has billed nobody yet. */
function nextMonth(): string {
	const [year, month] = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Sao_Paulo' }).split('-').map(Number) as [
		number,
		number
	];
	return month === 12 ? `01/${String(year + 1)}` : `${String(month + 1).padStart(2, '0')}/${String(year)}`;
}

test('(!) finance previews, confirms and starts the invoice run; a manager elsewhere sees the bar move and it end with those numbers; the same month finds nothing left; it is undone', async ({
	computer
}) => {
	const [finance, manager] = [await computer('financeiro'), await computer('gerente.prudente')];
	for (const { page } of [finance, manager])
		await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Faturamento' }).click();
	await expect(manager.page.getByText('Nenhum faturamento ainda')).toBeVisible();

	const { page } = finance;
	const month = nextMonth();
	await page.getByRole('button', { name: 'Gerar faturas' }).first().click();
	const wizard = page.getByRole('dialog');
	await wizard.getByLabel('Competência', { exact: true }).selectOption(month);
	await expect(wizard.getByRole('button', { name: 'Ver prévia' })).toBeDisabled();
	const prudente = wizard.getByRole('checkbox', { name: /^Presidente Prudente/ });
	await expect(prudente.first()).toBeVisible();
	for (const box of await prudente.all()) await box.check();
	await wizard.getByRole('button', { name: 'Ver prévia' }).click();

	await expect(wizard.getByRole('heading', { name: `Prévia de ${month}` })).toBeVisible();
	const confirm = wizard.getByRole('button', { name: /^Gerar [\d.]+ faturas$/ });
	const planned = (await confirm.innerText()).match(/[\d.]+/)![0];
	expect(Number(planned)).toBeGreaterThan(10);
	await expect(wizard.getByRole('table', { name: 'Primeiras faturas' }).getByRole('row').nth(1)).toContainText('R$');
	await confirm.click();
	const sure = page.getByRole('alertdialog', { name: new RegExp(`^Gerar ${planned} faturas, R\\$`) });
	await expect(sure).toContainText(`Competência ${month}`);
	await sure.getByRole('button', { name: `Gerar ${planned} faturas` }).click();

	// Elsewhere, at once: the bar, and then its end.
	await expect(manager.page.getByRole('progressbar', { name: /Presidente Prudente/ }).first()).toBeVisible();
	const done = manager.page.getByRole('row').filter({ hasText: 'Concluído' });
	const made = async (): Promise<number> => {
		const texts = await done.evaluateAll((rows) => rows.map((row) => row.querySelectorAll('[role="gridcell"]')[5]?.textContent ?? '0'));
		return texts.reduce((sum, text) => sum + Number(text), 0);
	};
	await expect.poll(made, { timeout: 60_000 }).toBe(Number(planned));
	await expect(manager.page.getByRole('progressbar')).toHaveCount(0);

	// The Painel tells the manager of the job.
	await openSettings(manager.page, 'Tarefas do sistema');
	await expect(rowOf(manager.page, 'Faturamento').first()).toContainText('Concluída');

	// Once more: the preview says that there is nothing left.
	await page.getByRole('button', { name: 'Gerar faturas' }).first().click();
	await wizard.getByLabel('Competência', { exact: true }).selectOption(month);
	await expect(prudente.first()).toBeVisible();
	await prudente.first().check();
	await wizard.getByRole('button', { name: 'Ver prévia' }).click();
	await expect(wizard).toContainText(/Nada a faturar: \d+ planos já estão em faturas deste mês/);
	await wizard.getByRole('button', { name: 'Cancelar' }).click();

	// And back.
	const first = page.getByRole('row').filter({ hasText: 'Concluído' }).first();
	await first.click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Desfazer…' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Cancelar as faturas' }).click();
	await expect(page.getByRole('row').filter({ hasText: 'Desfeito' })).toHaveCount(1);
});

test('without the centre a run cannot be begun, and the screen says why; attendants do not see the screen', async ({ computer }) => {
	const finance = await computer('financeiro');
	await finance.page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Faturamento' }).click();
	finance.link.cut();
	await expect(finance.page.getByRole('button', { name: 'Gerar faturas' }).first()).toBeDisabled();
	finance.link.restore();
	const clerk = await computer('atendente.prudente');
	await expect(clerk.page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Faturamento' })).toHaveCount(0);
});
