import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { demoPassword } from '#lib/demo/sign-ins.ts';
import { openLink, type Link } from './link.ts';

/** One computer of the provider: storage of its own, a line of its own to the centre, and somebody signed in on it. */
export class Computer {
	readonly login: string;
	readonly context: BrowserContext;
	readonly link: Link;
	/** The window that is open. */
	page!: Page;

	constructor(login: string, context: BrowserContext, link: Link) {
		this.login = login;
		this.context = context;
		this.link = link;
	}

	/** A further window of the same browser. */
	async newWindow(path = '/'): Promise<Page> {
		const page = await this.context.newPage();
		watch(page);
		await page.goto(path);
		return page;
	}
}

const defects = new WeakMap<BrowserContext, string[]>();

/** Whatever a page throws and nobody catches is a defect, whether a test looks there or not. */
function watch(page: Page): void {
	page.on('pageerror', (error) => defects.get(page.context())?.push(`${page.url()}: ${error.stack ?? error.message}`));
}

async function makeComputer(browser: Browser, login: string): Promise<Computer> {
	const link = await openLink(centre());
	const context = await browser.newContext({
		baseURL: link.url,
		locale: 'pt-BR',
		timezoneId: 'America/Sao_Paulo',
		viewport: { width: 1366, height: 768 }
	});
	context.setDefaultTimeout(20_000);
	defects.set(context, []);
	return new Computer(login, context, link);
}

async function switchOff(computer: Computer): Promise<void> {
	await computer.context.close();
	await computer.link.close();
}

/** Where the server under test is. */
export function centre(): string {
	const url = process.env.BALCAO_URL;
	if (!url) throw new Error('BALCAO_URL is not set: e2e/support/global-setup.ts sets it');
	return url;
}

export async function signIn(page: Page, login: string, password = demoPassword): Promise<void> {
	await page.getByLabel('Usuário').fill(login);
	await page.getByLabel('Senha', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Entrar', exact: true }).click();
}

/** Waits for the first load to be over and for everything this computer did to have arrived. */
export async function upToDate(page: Page): Promise<void> {
	await expect(statusBar(page)).toContainText('Dados em dia', { timeout: 60_000 });
	await expect(statusBar(page)).toContainText('Tudo enviado');
}

export const statusBar = (page: Page) => page.getByRole('contentinfo', { name: 'Estado do sistema' });

interface Options {
	/** A computer that nobody used before, switched off after the test: for tests that erase, wipe or kill. */
	readonly fresh?: boolean;
	/** Without anybody signed in; implies `fresh`. */
	readonly signedOut?: boolean;
}

interface Fixtures {
	/** The computer at which a demonstration person works, signed in and up to date, at the work area. */
	computer: (login: string, options?: Options) => Promise<Computer>;
}

/** The first load takes its time, so a computer stays switched on from test to test; its windows and notes do not. */
const office = new Map<string, Computer>();

export const test = base.extend<Fixtures, { closeOffice: void }>({
	closeOffice: [
		// eslint-disable-next-line no-empty-pattern -- the form that playwright asks for
		async ({}, use) => {
			await use();
			await Promise.all([...office.values()].map(switchOff));
			office.clear();
		},
		{ scope: 'worker', auto: true }
	],
	computer: async ({ browser, closeOffice: _office }, use) => {
		const used: { computer: Computer; fresh: boolean }[] = [];
		await use(async (login, { signedOut = false, fresh = signedOut } = {}) => {
			const known = fresh ? undefined : office.get(login);
			const computer = known ?? (await makeComputer(browser, login));
			used.push({ computer, fresh });
			computer.page = await computer.newWindow();
			if (signedOut) return computer;
			if (!known) {
				await signIn(computer.page, login);
				if (!fresh) office.set(login, computer);
			}
			await expect(computer.page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
			await upToDate(computer.page);
			return computer;
		});
		const thrown: string[] = [];
		for (const { computer, fresh } of used) {
			thrown.push(...(defects.get(computer.context) ?? []));
			if (fresh) await switchOff(computer);
			else await tidy(computer);
		}
		expect(thrown, 'what pages threw and nobody caught').toEqual([]);
	}
});

/** Leaves the computer as the next test expects it: connected, no window open, no draft, no open customer. */
async function tidy({ context, link }: Computer): Promise<void> {
	link.restore();
	defects.set(context, []);
	const [page, ...others] = context.pages();
	for (const other of others) await other.close();
	if (!page) return;
	if (!page.url().startsWith(link.url)) return page.close(); // it never got as far as our pages
	await page.evaluate(() => {
		for (const key of Object.keys(localStorage))
			if (/^balcao\.(tabs|recent|draft|search|theme|nav|table)\b/.test(key)) localStorage.removeItem(key);
		localStorage.removeItem('PARAGLIDE_LOCALE');
	});
	await page.close();
}

export { expect };
