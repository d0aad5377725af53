/**
 * `npm run screenshots [-- --dark] [--folder F] [--stills] [--finance]`: starts the demonstration, works in it with two browsers, and
 * writes docs/screenshots/*.png (1366×768). The pictures are of the real thing with its demonstration data; nothing is staged
 * but what a person would do. `--stills`: only the screens that need nothing but to be opened; `--finance`:
 * only the day at the finance desk.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import pg from 'pg';
import { openLink } from '../e2e/support/link.ts';
import { startServer } from '../e2e/support/server.ts';
import { demoPassword } from '#lib/demo/sign-ins.ts';
import { ensureBuild } from '../sync-server/launcher/production-build.ts';
import { chromiumArguments, ensureChromium } from './lib/chromium.ts';
import { finance } from './lib/finance.ts';
import { stills } from './lib/stills.ts';
import { root } from './lib/tool.ts';

const { values: asked } = parseArgs({
	options: {
		dark: { type: 'boolean', default: false },
		stills: { type: 'boolean', default: false },
		finance: { type: 'boolean', default: false },
		folder: { type: 'string' }
	}
});
const folder = asked.folder ? resolve(asked.folder) : join(root, 'docs/screenshots');
const colorScheme = asked.dark ? 'dark' : 'light';
const executablePath = await ensureChromium();
if (!executablePath) process.exit(1);
await ensureBuild(root, { signal: new AbortController().signal, log: console.log });
mkdirSync(folder, { recursive: true });
const server = await startServer({ env: { DEMO_CUSTOMERS: '2000' } });
const browser = await chromium.launch({ executablePath, args: chromiumArguments });

async function desk(browserOf: Browser, login: string | null) {
	const link = await openLink(server.url);
	const context = await browserOf.newContext({
		baseURL: link.url,
		locale: 'pt-BR',
		timezoneId: 'America/Sao_Paulo',
		viewport: { width: 1366, height: 768 },
		colorScheme
	});
	context.setDefaultTimeout(60_000);
	const page = await context.newPage();
	await page.goto('/');
	if (login !== null) {
		await page.getByLabel('Usuário').fill(login);
		await page.getByLabel('Senha', { exact: true }).fill(demoPassword);
		await page.getByRole('button', { name: 'Entrar', exact: true }).click();
		await page.getByText('Dados em dia').waitFor();
	}
	return { page, link };
}

async function picture(page: Page, name: string): Promise<void> {
	// Nothing half faded, and no pointer resting on anything.
	await page.mouse.move(700, 767);
	await page.evaluate(async () => {
		await document.fonts.ready;
		await Promise.allSettled(
			document
				.getAnimations()
				.filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
				.map((one) => one.finished)
		);
	});
	await page.screenshot({ path: join(folder, `${name}.png`) });
	console.log(`docs/screenshots/${name}.png`);
}

/** Asks the server's own database. */
async function rowsOf<R extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<readonly R[]> {
	const place = join(server.dataDir, 'postgres');
	const [password, port] = ['password', 'port'].map((file) => readFileSync(join(place, file), 'utf8').trim());
	const client = new pg.Client({ connectionString: `postgresql://balcao:${password ?? ''}@127.0.0.1:${port ?? ''}/balcao` });
	await client.connect();
	try {
		return (await client.query<R>(sql, [...values])).rows;
	} finally {
		await client.end();
	}
}

/** A customer about whom there is something to see: late, with a plan, an open ticket, and something that must be read. */
async function interesting(): Promise<{ readonly id: string; readonly name: string }> {
	const rows = await rowsOf<{ id: string; name: string }>(
		`select c.id, c.name from customer c join branch b on b.id = c.branch_id and b.name = 'Presidente Prudente'
		where c.status = 'active' and c.person_kind = 'natural' and c.mobile is not null
			and exists (select from observation o where o.customer_id = c.id and o.must_read)
			and exists (select from subscription s where s.customer_id = c.id and s.status = 'active')
		order by (select count(*) from ticket t where t.customer_id = c.id and t.closed_at is null) > 0 desc,
			(select count(*) from invoice i where i.customer_id = c.id and i.due_on < current_date and i.paid_at is null and i.cancelled_at is null) desc,
			(select count(*) from contact k where k.customer_id = c.id) desc, c.code
		limit 1`
	);
	if (!rows[0]) throw new Error('the demonstration has nobody worth a picture');
	return rows[0];
}

async function read(page: Page): Promise<void> {
	const reading = page.getByRole('alertdialog', { name: 'Leitura Obrigatória' });
	await reading.waitFor();
	while (await reading.getByText(/^Falta/).isVisible()) await reading.getByRole('button', { name: 'Próxima' }).last().click();
	await reading.getByRole('button', { name: 'Fechar' }).click();
	await reading.waitFor({ state: 'hidden' });
}

/**
 * A row opened from the list that was found, until it can be worked in. Whether "Leitura Obrigatória" opens is asked of the
 * database: the window comes a moment after the record, and one that is not there yet cannot be told from one that never comes.
 */
async function open(page: Page, index: number): Promise<void> {
	await page.getByRole('grid', { name: 'Clientes encontrados' }).getByRole('row').nth(index).dblclick();
	await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
	await page.getByRole('region', { name: 'Identificação' }).waitFor();
	const id = /\/customers\/([0-9a-f-]{36})/.exec(page.url())?.[1];
	const [told] = await rowsOf<{ must: boolean }>('select exists (select from observation where customer_id = $1 and must_read) as must', [
		id
	]);
	if (told?.must) await read(page);
}

async function edit(page: Page, section: string, title: string, value: string): Promise<void> {
	const place = page.getByRole('region', { name: section, exact: true });
	await place.getByRole('button', { name: `Editar ${section}` }).click();
	await place.getByLabel(title, { exact: true }).fill(value);
	await place.getByRole('button', { name: 'Salvar' }).click();
	await place.getByRole('button', { name: 'Salvar' }).waitFor({ state: 'hidden' });
}

async function story(): Promise<void> {
	const door = await desk(browser, null);
	await door.page.getByRole('region', { name: 'Demonstração' }).waitFor();
	await picture(door.page, 'sign-in');

	const who = await interesting();
	const clerk = await desk(browser, 'atendente.prudente');
	const manager = await desk(browser, 'gerente.prudente');
	const { page } = clerk;
	const screen = (name: string) => page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name }).click();

	await screen('Clientes');
	await page.getByLabel('Procurar').fill('santos');
	await page.getByRole('gridcell').first().waitFor();
	await picture(page, 'search');

	// A morning's work: a few records opened, something changed by two people.
	for (const index of [2, 5]) {
		await screen('Clientes');
		await open(page, index);
	}
	await page.goto(`/customers/${who.id}`);
	await page.getByRole('alertdialog', { name: 'Leitura Obrigatória' }).waitFor();
	await picture(page, 'mandatory-reading');
	await read(page);
	await manager.page.goto(`/customers/${who.id}`);
	await read(manager.page);
	await edit(page, 'Endereço', 'Referência', 'Portão azul, em frente à padaria');
	await edit(manager.page, 'Telefones e e-mail', 'Fax', '18 3222-4456');
	await manager.page.getByRole('button', { name: 'Editar Endereço' }).click();
	await page.getByText('está editando aqui').waitFor();
	await page.getByRole('region', { name: 'Identificação' }).scrollIntoViewIfNeeded();
	await picture(page, 'record');
	await page.emulateMedia({ colorScheme: 'dark' });
	await picture(page, 'record-dark');
	await page.emulateMedia({ colorScheme });
	await manager.page.getByRole('button', { name: 'Cancelar' }).click();

	await page
		.getByRole('navigation', { name: 'Opções do cadastro' })
		.getByRole('link', { name: /^Observações/ })
		.click();
	await page.getByRole('list', { name: 'Observações do cliente' }).waitFor();
	await picture(page, 'observations');
	await page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name: 'Histórico' }).click();
	await page.getByRole('grid', { name: 'Histórico de alterações' }).getByRole('gridcell').first().waitFor();
	await picture(page, 'history');

	await page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name: 'Dados Cadastro' }).click();
	clerk.link.cut();
	await page.getByText('Trabalhando sem conexão').first().waitFor();
	await edit(page, 'Telefones e e-mail', 'Celular', '18 99777-1234');
	await edit(page, 'Endereço', 'Referência', 'Portão verde, em frente à padaria');
	await page.getByRole('link', { name: '2 pendentes' }).click();
	await page
		.getByRole('region', { name: /^Esperando o centro/ })
		.getByRole('listitem')
		.nth(1)
		.waitFor();
	await picture(page, 'pending-offline');
	clerk.link.restore();
	await page.getByText('Tudo enviado').waitFor();
	await screen('Área de Trabalho');
	await page.getByRole('heading', { name: /^Olá/ }).waitFor();
	await picture(page, 'work-area');
	await page.keyboard.press('Control+k');
	await page.keyboard.type('mar');
	await page.getByRole('option').first().waitFor();
	await picture(page, 'palette');

	const admin = await desk(browser, 'admin');
	await admin.page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: 'Painel' }).click();
	await admin.page.getByRole('gridcell').first().waitFor();
	await picture(admin.page, 'settings-users');
	for (const { link } of [door, clerk, manager, admin]) await link.close();
}

/** Every screen that is there as soon as it is opened. */
async function still(): Promise<void> {
	const { page, link } = await desk(browser, 'admin');
	for (const { name, path, heading } of stills((await interesting()).id)) {
		await page.goto(path);
		await page.getByRole('heading', { name: heading }).first().waitFor();
		// The window opens by itself at every opening of a record; on other screens there is none.
		const reading = page.getByRole('alertdialog', { name: 'Leitura Obrigatória' });
		if (path.startsWith('/customers/')) await read(page);
		await page.getByText('Dados em dia').waitFor();
		await page.locator('.skeleton').first().waitFor({ state: 'detached' });
		if (await reading.isVisible()) await read(page);
		await picture(page, name);
	}
	await link.close();
}

try {
	if (!asked.stills && !asked.finance) await story();
	if (!asked.stills) {
		const { page, link } = await desk(browser, 'financeiro');
		await finance(page, picture);
		await link.close();
	}
	if (!asked.finance) await still();
} finally {
	await browser.close();
	await server.remove();
}
