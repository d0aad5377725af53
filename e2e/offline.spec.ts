import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../scripts/lib/chromium.ts';
import { centre, expect, signIn, statusBar, test, upToDate } from './support/computer.ts';
import { beginEditing, createCustomer, edit, findAndOpen, goTo, newPerson, reading, record } from './support/customer.ts';
import { openLink } from './support/link.ts';
import { choose, hire, openSettings } from './support/people.ts';

const offline = (page: Page) => expect(statusBar(page)).toContainText('Trabalhando sem conexão desde');
/** The service worker has everything that a reload without the centre needs. */
const readyForOffline = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
const referencia = (page: Page) => reading(page, 'Endereço', 'Referência');
const refused = (page: Page) => page.getByRole('region', { name: /^Recusadas/ }).getByRole('listitem');

test('an edit without the centre: still there and pending after a reload without the centre, and right on both sides afterwards', async ({
	computer
}) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson({ Referência: 'no começo' });
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await readyForOffline(clerk.page);
	await findAndOpen(manager.page, person.Nome);

	clerk.link.cut();
	await offline(clerk.page);
	await edit(clerk.page, 'Endereço', { Referência: 'escrito sem conexão' });
	await expect(record(clerk.page).getByText('aguardando o centro')).toBeVisible();
	await expect(statusBar(clerk.page)).toContainText('1 pendente');

	await clerk.page.reload();
	await expect(referencia(clerk.page)).toHaveText('escrito sem conexão');
	await offline(clerk.page);
	await expect(statusBar(clerk.page)).toContainText('1 pendente');
	await expect(record(clerk.page).getByText('aguardando o centro')).toBeVisible();
	await edit(manager.page, 'Telefones e e-mail', { Fone: '1832224455' });

	clerk.link.restore();
	await upToDate(clerk.page);
	for (const { page } of [clerk, manager]) {
		await expect(referencia(page)).toHaveText('escrito sem conexão');
		await expect(reading(page, 'Telefones e e-mail', 'Fone')).toHaveText('(18) 3222-4455');
	}
});

test('a whole customer is made without the centre, with its final code', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	await upToDate(clerk.page);
	clerk.link.cut();
	await offline(clerk.page);
	const person = newPerson();
	const code = await createCustomer(clerk.page, person);
	await goTo(manager.page, 'Clientes');
	await manager.page.getByLabel('Procurar').fill(person.Nome);
	await expect(manager.page.getByText('Nenhum cliente encontrado')).toBeVisible();
	clerk.link.restore();
	await upToDate(clerk.page);
	await expect(manager.page.getByRole('gridcell', { name: String(code), exact: true })).toBeVisible();
	await expect(record(clerk.page).getByLabel(/^Código \d+$/)).toHaveText(String(code));
});

test('the status bar tells connected, offline since when, the next try, pending, and connected again', async ({ computer }) => {
	const { page, link } = await computer('atendente.prudente');
	await createCustomer(page);
	await expect(statusBar(page)).toContainText('Conectado');
	await upToDate(page);
	link.cut();
	await expect(statusBar(page)).toContainText(/Trabalhando sem conexão desde \d\d:\d\d/);
	await expect(statusBar(page)).toContainText(/nova tentativa em \d+ s/);
	await expect(statusBar(page)).toContainText(/Dados de \d\d:\d\d/);
	await expect(statusBar(page)).toContainText(/pode seguir assim até \d\d\/\d\d \d\d:\d\d/);
	await edit(page, 'Endereço', { Referência: 'um' });
	await expect(statusBar(page)).toContainText('1 pendente');
	await edit(page, 'Endereço', { Referência: 'dois' });
	await statusBar(page).getByRole('link', { name: '2 pendentes' }).click();
	await expect(page.getByRole('region', { name: /^Esperando o centro/ }).getByRole('listitem')).toHaveCount(2);
	link.restore();
	await statusBar(page).getByRole('button', { name: 'Tentar agora' }).click();
	await upToDate(page);
	await expect(statusBar(page)).toContainText('Conectado');
	await expect(page.getByText('Tudo o que foi feito neste computador já chegou ao centro.')).toBeVisible();
});

test('a first load that is cut off says so, and goes on by itself when the line is back', async ({ computer }) => {
	const { page, link } = await computer('', { signedOut: true });
	// The line goes at the very moment when the engine greets the centre for the first time.
	link.rewriteUp((message) => {
		if (message.includes('"t":"hello"')) link.cut();
		return message;
	});
	await signIn(page, 'gerente.londrina');
	await expect(page.getByRole('heading', { name: 'Preparando este computador' })).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText('Sem conexão com o centro: a carga continua de onde parou assim que a conexão voltar.')).toBeVisible();
	await expect(page.getByRole('progressbar')).toBeVisible();
	link.rewriteUp(null);
	link.restore();
	await expect(page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
	await upToDate(page);
});

test('a line that dies silently is noticed within ten seconds', async ({ computer }) => {
	const { page, link } = await computer('atendente.prudente');
	link.stall();
	await expect(statusBar(page)).toContainText(/Trabalhando sem conexão|Reconectando/, { timeout: 10_000 });
	link.restore();
	await upToDate(page);
});

test('the network switched off by the browser itself is noticed too', async ({ computer }) => {
	const { page, context } = await computer('atendente.prudente');
	await context.setOffline(true);
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão', { timeout: 15_000 });
	await context.setOffline(false);
	await upToDate(page);
});

test.describe('what the centre refuses', () => {
	test('goes into Pendências with its reason and blocks nothing; it is corrected there', async ({ computer }) => {
		const [clerk, admin, manager] = [await computer('atendente.prudente'), await computer('admin'), await computer('gerente.prudente')];
		const [stays, moves] = [newPerson({ Referência: 'fica' }), newPerson({ Referência: 'antes' })];
		await createCustomer(clerk.page, stays);
		await createCustomer(clerk.page, moves);
		await upToDate(clerk.page);
		await findAndOpen(admin.page, moves.Nome);

		clerk.link.cut();
		await offline(clerk.page);
		await edit(clerk.page, 'Endereço', { Referência: 'tarde demais' });
		await findAndOpen(clerk.page, stays.Nome);
		await edit(clerk.page, 'Endereço', { Referência: 'chega' });
		await edit(admin.page, 'Identificação', { Filial: 'Londrina' });
		await upToDate(admin.page);
		clerk.link.restore();
		await upToDate(clerk.page);

		// What came after it is in, and the refused one is told.
		await findAndOpen(manager.page, stays.Nome);
		await expect(referencia(manager.page)).toHaveText('chega');
		await statusBar(clerk.page).getByRole('link', { name: '1 recusada' }).click();
		await expect(refused(clerk.page)).toHaveCount(1);
		await expect(refused(clerk.page)).toContainText('Alteração de cadastro');
		await expect(refused(clerk.page)).toContainText('O registro não existe mais, ou saiu das suas filiais.');
		await expect(refused(clerk.page)).toContainText('tarde demais');
		// The record itself is no longer in this office.
		await goTo(clerk.page, 'Clientes');
		await clerk.page.getByLabel('Procurar').fill(moves.Nome);
		await expect(clerk.page.getByText('Nenhum cliente encontrado')).toBeVisible();

		// It comes back, and what was typed is sent again, corrected.
		await edit(admin.page, 'Identificação', { Filial: 'Presidente Prudente' });
		await expect(clerk.page.getByRole('gridcell', { name: moves.Nome, exact: true })).toBeVisible();
		await goTo(clerk.page, 'Pendências');
		await refused(clerk.page).getByRole('button', { name: 'Corrigir' }).click();
		const dialog = clerk.page.getByRole('dialog', { name: 'Corrigir e enviar de novo' });
		await expect(dialog.getByLabel('Referência')).toHaveValue('tarde demais');
		await dialog.getByLabel('Referência').fill('agora sim');
		await dialog.getByRole('button', { name: 'Enviar de novo' }).click();
		await expect(clerk.page.getByText('Nada recusado')).toBeVisible();
		await expect(referencia(admin.page)).toHaveText('agora sim');
		await expect(statusBar(clerk.page)).not.toContainText('recusada');
	});

	test('is discarded after a question', async ({ computer }) => {
		const [clerk, admin] = [await computer('atendente.prudente'), await computer('admin')];
		const person = newPerson();
		await createCustomer(clerk.page, person);
		await upToDate(clerk.page);
		await findAndOpen(admin.page, person.Nome);
		clerk.link.cut();
		await offline(clerk.page);
		await edit(clerk.page, 'Endereço', { Referência: 'não chega' });
		await edit(admin.page, 'Identificação', { Filial: 'Londrina' });
		await upToDate(admin.page);
		clerk.link.restore();
		await goTo(clerk.page, 'Pendências');
		await refused(clerk.page).getByRole('button', { name: 'Descartar' }).click();
		const question = clerk.page.getByRole('alertdialog', { name: 'Descartar esta alteração?' });
		await question.getByRole('button', { name: 'Cancelar' }).click();
		await expect(refused(clerk.page)).toHaveCount(1);
		await refused(clerk.page).getByRole('button', { name: 'Descartar' }).click();
		await question.getByRole('button', { name: 'Descartar' }).click();
		await expect(clerk.page.getByText('Nada recusado')).toBeVisible();
		await clerk.page.reload();
		await expect(clerk.page.getByText('Nada recusado')).toBeVisible();
		await expect(referencia(admin.page)).not.toHaveText('não chega');
	});
});

test('the window that holds the engine is closed in the middle of the work: the other one goes on, and stays live', async ({
	computer
}) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	const leader = clerk.page;
	const other = await clerk.newWindow(new URL(leader.url()).pathname);
	await expect(record(other).getByRole('heading', { name: person.Nome })).toBeVisible();
	await findAndOpen(manager.page, person.Nome);

	const editing = await beginEditing(other, 'Endereço');
	await editing.getByLabel('Referência').fill('sobrevive');
	await leader.close();
	await editing.getByRole('button', { name: 'Salvar' }).click();
	await expect(referencia(other)).toHaveText('sobrevive');
	await expect(referencia(manager.page)).toHaveText('sobrevive');
	await edit(manager.page, 'Telefones e e-mail', { Fone: '1832224455' });
	await expect(reading(other, 'Telefones e e-mail', 'Fone')).toHaveText('(18) 3222-4455');
	await upToDate(other);
});

test('two windows show one state: what one saves without the centre the other sees at once, with the same count', async ({ computer }) => {
	const clerk = await computer('atendente.prudente');
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await readyForOffline(clerk.page);
	clerk.link.cut();
	await offline(clerk.page);
	const second = await clerk.newWindow(new URL(clerk.page.url()).pathname);
	await edit(clerk.page, 'Endereço', { Referência: 'as duas veem' });
	await expect(referencia(second)).toHaveText('as duas veem');
	await expect(statusBar(second)).toContainText('1 pendente');
	clerk.link.restore();
	await upToDate(second);
	await upToDate(clerk.page);
});

/** The browser's own process: the one with this profile that is nobody's child process. */
function browserPid(profile: string): number {
	const found = readdirSync('/proc').filter((entry) => {
		if (!/^\d+$/.test(entry)) return false;
		try {
			const words = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
			return words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type='));
		} catch {
			return false;
		}
	});
	expect(found.length).toBeGreaterThan(0);
	// A wrapper script may stand before it; the browser proper is the youngest.
	return Math.max(...found.map(Number));
}

test('a browser killed in the middle of writing loses nothing that it had said was saved', async ({ computer }) => {
	test.setTimeout(180_000);
	const manager = await computer('gerente.prudente');
	const profile = mkdtempSync(join(tmpdir(), 'balcao-profile-'));
	const link = await openLink(centre());
	const executablePath = await findChromium();
	const start = async (): Promise<Page> => {
		const context = await chromium.launchPersistentContext(profile, {
			args: chromiumArguments,
			baseURL: link.url,
			locale: 'pt-BR',
			viewport: { width: 1366, height: 768 },
			...(executablePath ? { executablePath } : {})
		});
		context.setDefaultTimeout(20_000);
		return context.pages()[0] ?? (await context.newPage());
	};
	let page = await start();
	try {
		await page.goto('/');
		await signIn(page, 'atendente.prudente');
		await expect(page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
		await upToDate(page);
		const person = newPerson();
		await createCustomer(page, person);
		await upToDate(page);
		await readyForOffline(page);
		const address = page.url();
		// Chromium writes cookies to disk twice a minute: an orderly end makes sure of the session's.
		await page.context().close();
		page = await start();
		await page.goto(address);
		await upToDate(page);
		link.cut();
		await offline(page);

		let said = 0;
		for (let round = 0; round < 2; round++) {
			for (let times = 0; times < 3; times++) {
				await edit(page, 'Endereço', { Referência: `versão ${String(said + 1)}` });
				said++;
			}
			// In the middle of the next one: the click is on its way, its answer is not waited for.
			const editing = await beginEditing(page, 'Endereço');
			await editing.getByLabel('Referência').fill(`versão ${String(said + 1)}`);
			await editing.getByRole('button', { name: 'Salvar' }).evaluate((button) => {
				setTimeout(() => (button as HTMLButtonElement).click());
			});
			process.kill(browserPid(profile), 'SIGKILL');
			await page.waitForEvent('close').catch(() => undefined);

			page = await start();
			await page.goto(address);
			await expect(record(page).getByRole('heading', { name: person.Nome })).toBeVisible();
			await expect(statusBar(page)).toContainText(/\d pendentes/);
			const pending = Number(/(\d+) pendentes/.exec(await statusBar(page).innerText())?.[1]);
			expect([said, said + 1]).toContain(pending);
			// The words of the one that was cut off may be there as a draft: nobody had said that they were saved.
			if (await page.getByRole('button', { name: 'Cancelar' }).isVisible()) {
				await page.getByRole('button', { name: 'Cancelar' }).click();
				await page.getByRole('alertdialog').getByRole('button', { name: 'Descartar' }).click();
			}
			await expect(referencia(page)).toHaveText(`versão ${String(pending)}`);
			said = pending;
		}
		link.restore();
		await upToDate(page);
		await findAndOpen(manager.page, person.Nome);
		await expect(referencia(manager.page)).toHaveText(`versão ${String(said)}`);
		await manager.page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name: 'Histórico' }).click();
		await expect(
			manager.page.getByRole('grid', { name: 'Histórico de alterações' }).getByRole('row').filter({ hasText: 'alteração: Referência' })
		).toHaveCount(said);
	} finally {
		await page
			.context()
			.close()
			.catch(() => undefined);
		await link.close();
		rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	}
});

test('a window of an older build is told to reload, and takes along what it had not sent', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await findAndOpen(manager.page, person.Nome);
	clerk.link.cut();
	await offline(clerk.page);
	await edit(clerk.page, 'Endereço', { Referência: 'da versão velha' });
	// From now on it greets the centre with tables that the centre does not have any more.
	clerk.link.rewriteUp((message) => message.replace(/"schema":"(.)/, (_, first: string) => `"schema":"${first === '0' ? '1' : '0'}`));
	clerk.link.restore();
	await expect(clerk.page.getByText('Há uma versão nova. Recarregue quando puder; nada se perde.')).toBeVisible();
	await expect(statusBar(clerk.page)).toContainText('1 pendente');
	await expect(referencia(clerk.page)).toHaveText('da versão velha');

	clerk.link.rewriteUp(null);
	await clerk.page.getByRole('button', { name: 'Recarregar' }).click();
	await expect(clerk.page.getByText('Há uma versão nova')).toBeHidden();
	await upToDate(clerk.page);
	await expect(referencia(clerk.page)).toHaveText('da versão velha');
	await expect(referencia(manager.page)).toHaveText('da versão velha');
});

test.describe('from the administrator’s desk', () => {
	test('signed out elsewhere: the screen says so, what was pending is kept and goes after signing in again', async ({ computer }) => {
		const admin = await computer('admin');
		const manager = await computer('gerente.prudente');
		const hired = await hire(admin, 'Atendente', ['Presidente Prudente']);
		const desk = await computer('', { signedOut: true });
		await signIn(desk.page, hired.login, hired.password);
		await expect(desk.page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
		await upToDate(desk.page);
		const person = newPerson();
		await createCustomer(desk.page, person);
		await upToDate(desk.page);
		desk.link.cut();
		await offline(desk.page);
		await edit(desk.page, 'Endereço', { Referência: 'guardado' });

		await openSettings(admin.page, 'Usuários');
		await choose(admin.page, hired.name, 'Definir senha');
		const dialog = admin.page.getByRole('dialog', { name: 'Definir senha' });
		await dialog.getByLabel('Nova senha').fill('outras três palavras');
		await dialog.getByRole('button', { name: 'Salvar' }).click();
		await expect(dialog).toBeHidden();

		desk.link.restore();
		const stop = desk.page.getByRole('alertdialog', { name: 'Sua sessão terminou' });
		await expect(stop).toContainText('O que estava pendente continua guardado neste computador');
		await stop.getByRole('button', { name: 'Entrar de novo' }).click();
		await signIn(desk.page, hired.login, 'outras três palavras');
		await upToDate(desk.page);
		await findAndOpen(manager.page, person.Nome);
		await expect(referencia(manager.page)).toHaveText('guardado');
	});

	test('other branches: the records of the old ones leave the computer, those of the new ones come', async ({ computer }) => {
		const [admin, clerk] = [await computer('admin'), await computer('atendente.prudente')];
		const person = newPerson();
		await createCustomer(clerk.page, person);
		const hired = await hire(admin, 'Atendente', ['Presidente Prudente']);
		const desk = await computer('', { signedOut: true });
		await signIn(desk.page, hired.login, hired.password);
		await expect(desk.page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
		await upToDate(desk.page);
		await findAndOpen(desk.page, person.Nome);

		await choose(admin.page, hired.name, 'Editar');
		const dialog = admin.page.getByRole('dialog', { name: 'Editar usuário' });
		await dialog.getByRole('checkbox', { name: 'Presidente Prudente' }).uncheck();
		await dialog.getByRole('checkbox', { name: 'Londrina' }).check();
		await dialog.getByRole('button', { name: 'Salvar' }).click();
		// Other rights are another replica, loaded anew: as long as a first load may take.
		await expect(
			record(desk.page)
				.getByText('Este cliente não está aqui')
				.or(desk.page.getByRole('button', { name: 'Continuar com os acessos novos' }))
		).toBeVisible({ timeout: 60_000 });
		if (await desk.page.getByRole('button', { name: 'Continuar com os acessos novos' }).isVisible())
			await desk.page.getByRole('button', { name: 'Continuar com os acessos novos' }).click();
		await goTo(desk.page, 'Clientes');
		await desk.page.getByLabel('Procurar').fill(person.Nome);
		await expect(desk.page.getByText('Nenhum cliente encontrado')).toBeVisible();
		await desk.page.getByLabel('Procurar').fill('Londrina');
		await expect(
			desk.page
				.getByRole('grid', { name: 'Clientes encontrados' })
				.getByRole('gridcell', { name: /Londrina/ })
				.first()
		).toBeVisible();
	});

	test('a remote wipe erases the other browser, replica and pending work alike', async ({ computer }) => {
		const admin = await computer('admin');
		const hired = await hire(admin, 'Atendente', ['Presidente Prudente']);
		const desk = await computer('', { signedOut: true });
		await signIn(desk.page, hired.login, hired.password);
		await expect(desk.page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
		await upToDate(desk.page);
		const files = () =>
			desk.page.evaluate(async () => {
				let count = 0;
				const walk = async (directory: FileSystemDirectoryHandle): Promise<void> => {
					for await (const handle of directory.values())
						await (handle instanceof FileSystemDirectoryHandle ? walk(handle) : Promise.resolve(void count++));
				};
				await walk(await navigator.storage.getDirectory());
				return count;
			});
		expect(await files()).toBeGreaterThan(10);
		desk.link.cut();
		await offline(desk.page);

		// Asked while that computer is away: it happens at its next contact.
		await openSettings(admin.page, 'Computadores');
		await choose(admin.page, hired.name, 'Apagar remotamente');
		await admin.page
			.getByRole('alertdialog', { name: `Apagar os dados no computador de ${hired.name}?` })
			.getByRole('button', { name: 'Apagar remotamente' })
			.click();
		await expect(admin.page.getByRole('row').filter({ hasText: hired.name })).toContainText('Apagamento pedido');
		desk.link.restore();
		await expect(desk.page.getByRole('alertdialog', { name: 'Dados apagados' })).toBeVisible();
		await expect.poll(files).toBe(0);
		await desk.page.getByRole('button', { name: 'Entrar de novo' }).click();
		await expect(desk.page.getByLabel('Senha', { exact: true })).toBeVisible();
		// The computer tells the centre when it is done; the list is asked for, not live.
		await expect(async () => {
			await admin.page.getByRole('button', { name: 'Atualizar' }).click();
			await expect(admin.page.getByRole('row').filter({ hasText: hired.name })).toContainText('Apagado', { timeout: 2_000 });
		}).toPass({ timeout: 30_000 });
	});
});
