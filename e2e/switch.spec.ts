import { expect, statusBar, test, upToDate, type Computer } from './support/computer.ts';
import type { Locator, Page } from '@playwright/test';
import { mandatoryReading, readAll } from './support/observation.ts';
import { record } from './support/customer.ts';

// After suspension.spec.ts: when all have paid, nobody is left there whose lawful day has come.
const nav = (page: Page, screen: string): Promise<void> =>
	page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: screen }).click();
const lines = (grid: Locator): Locator => grid.getByRole('row').filter({ has: grid.page().getByRole('gridcell') });
const cells = async (row: Locator): Promise<string[]> => (await row.getByRole('gridcell').allInnerTexts()).map((text) => text.trim());
const plansOf = (page: Page): Locator => lines(page.getByRole('grid', { name: 'Planos ativos do cliente' }));
/** Branches by the city that their customers live in. */
const branches: Readonly<Record<string, string>> = {
	'Presidente Prudente': 'prudente',
	Londrina: 'londrina',
	Maringá: 'maringa',
	Ourinhos: 'ourinhos',
	Assis: 'assis'
};

test('(!) 340, 344, 346: many are suspended at once; another branch watches, a third one is offline; a payment file of the bank restores them all', async ({
	computer
}) => {
	test.setTimeout(420_000);
	const desk = await computer('admin');
	const { page } = desk;
	await page.setViewportSize({ width: 1600, height: 1400 });
	await nav(page, 'Inadimplentes');
	const debtors = page.getByRole('grid', { name: 'Inadimplentes' });
	await expect(lines(debtors).first()).toBeVisible();
	const suspend = async (): Promise<Locator> => {
		await page.getByRole('group', { name: 'Selecionar' }).getByRole('button', { name: 'Todos', exact: true }).click();
		await page.getByRole('button', { name: 'Suspender', exact: true }).click();
		const window = page.getByRole('dialog', { name: 'Suspender Serviços' });
		await expect(lines(window.getByRole('grid')).first()).toBeVisible();
		return window;
	};

	// Whom to watch: of two branches, somebody who owes by boleto and still has his plan.
	const first = await suspend();
	const active = new Set<string>();
	for (const row of await lines(first.getByRole('grid')).all()) {
		const [, name = '', , , , , , state] = await cells(row);
		if (state === 'Ativo') active.add(name);
	}
	await first.getByRole('button', { name: 'Cancelar' }).click();
	const watched = new Map<string, string>();
	for (const row of await lines(debtors).all()) {
		const [, name = '', , , , , method, city = ''] = await cells(row);
		const branch = branches[city];
		if (branch && active.has(name) && method === 'Boleto bancário' && !watched.has(branch)) watched.set(branch, name);
	}
	const [one, another] = [...watched];
	if (!one || !another) throw new Error(`no two branches with somebody to watch: ${JSON.stringify([...watched])}`);
	const watch = async ([branch, name]: readonly [string, string]): Promise<Computer> => {
		const clerk = await computer(`atendente.${branch}`);
		await clerk.page.addLocatorHandler(mandatoryReading(clerk.page), () => readAll(clerk.page));
		await nav(clerk.page, 'Clientes');
		await clerk.page.getByLabel('Procurar').fill(name);
		await lines(clerk.page.getByRole('grid', { name: 'Clientes encontrados' }))
			.filter({ hasText: name })
			.first()
			.dblclick();
		await expect(record(clerk.page)).toContainText(name);
		await clerk.page.getByRole('link', { name: 'Planos', exact: true }).click();
		await expect(plansOf(clerk.page).first()).toContainText('Ativo');
		return clerk;
	};
	const near = await watch(one);
	const far = await watch(another);
	far.link.cut();
	await expect(statusBar(far.page)).toContainText('Trabalhando sem conexão');

	const window = await suspend();
	await window.getByRole('button', { name: 'Marcar todos os que podem' }).click();
	await window.getByLabel('Motivo da antecipação').fill('Mutirão de cobrança');
	const verb = window.getByRole('button', { name: /^Suspender \d+$/ });
	const count = Number(/\d+/.exec(await verb.innerText())?.[0]);
	expect(count).toBeGreaterThanOrEqual(5);
	await verb.click();
	await expect(plansOf(near.page).first()).toContainText('Suspenso');
	await expect(window.getByRole('status')).toHaveText(`${String(count)} serviços suspensos com sucesso.`);
	await expect(lines(window.getByRole('grid')).filter({ hasText: 'Suspenso e conferido' })).toHaveCount(count);
	await page.screenshot({ path: 'test-results/switch-done.png' });
	await window.getByRole('button', { name: 'Fechar' }).last().click();
	// The third office saw none of it, and does so when its line is back.
	await expect(plansOf(far.page).first()).toContainText('Ativo');
	far.link.restore();
	await expect(plansOf(far.page).first()).toContainText('Suspenso');
	await upToDate(far.page);

	// Everybody goes to the bank, and its file is uploaded.
	await nav(page, 'Arquivos do banco');
	await page.getByRole('button', { name: 'Enviar retorno' }).first().click();
	const upload = page.getByRole('dialog', { name: 'Enviar retorno' });
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		upload.getByRole('button', { name: 'Baixar retorno: Itaú 109' }).click()
	]);
	await upload.getByLabel('Escolher arquivo…').setInputFiles({
		name: download.suggestedFilename(),
		mimeType: 'text/plain',
		buffer: await readAllOf(download)
	});
	await expect(lines(page.getByRole('grid', { name: 'Arquivos' })).filter({ hasText: download.suggestedFilename() })).toContainText(
		'Concluído'
	);
	for (const clerk of [near, far]) await expect(plansOf(clerk.page).first()).toContainText('Ativo');
});

async function readAllOf(download: { createReadStream(): Promise<NodeJS.ReadableStream> }): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of await download.createReadStream()) parts.push(Buffer.from(part));
	return Buffer.concat(parts);
}
