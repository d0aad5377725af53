import { expect, test, type Page } from '@playwright/test';
import { Browser } from './support.ts';

/** The engine inside the product: what the page loads, and a first load that is cut off. */
let browser: Browser;
test.beforeEach(
	async () => void (browser = await Browser.on(`${process.env.BALCAO_URL!}/sign-in`, () => document.readyState === 'complete'))
);
test.afterEach(() => browser.remove());

async function signIn(page: Page): Promise<void> {
	const status = await page.evaluate(async () => {
		const body = JSON.stringify({ login: 'admin', password: 'balcao-demo' });
		return (await fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
	});
	expect(status).toBe(200);
}
const office = (page: Page) => page.goto(process.env.BALCAO_URL!);
const ready = (page: Page) => expect(page.getByText(/^(Conectado|Connected)$/)).toBeVisible({ timeout: 60_000 });

test('the page shows its shell before the engine is there, and does not contain it', async () => {
	test.setTimeout(120_000);
	const page = await browser.start();
	await signIn(page);
	const asked: string[] = [];
	// The service worker keeps every file of the build for later; here it counts what the page and its worker use.
	page.context().on('request', (request) => request.serviceWorker() === null && asked.push(request.url()));
	let engineHeld = true;
	const held: (() => void)[] = [];
	await page.context().route(/pglite[^/]*\.wasm/, (route) => {
		if (!engineHeld) return void route.continue();
		held.push(() => void route.continue());
	});
	await office(page);
	await expect(page.getByRole('navigation').first()).toBeVisible({ timeout: 30_000 });
	engineHeld = false;
	for (const go of held) go();
	await ready(page);
	// With the prepared image there is nothing to initialise.
	expect(asked.some((url) => url.endsWith('.tgz'))).toBe(true);
	expect(asked.filter((url) => url.includes('initdb'))).toEqual([]);
});

test('[kill] browser killed during the first load: the next start brings the whole replica', async () => {
	test.setTimeout(180_000);
	let page = await browser.start();
	await signIn(page);
	await office(page);
	await page.waitForFunction(
		async () => {
			const directory = await (await navigator.storage.getDirectory()).getDirectoryHandle('balcao').catch(() => null);
			return directory !== null;
		},
		null,
		{ timeout: 60_000, polling: 5 }
	);
	await browser.kill();
	page = await browser.start();
	// Chromium writes cookies every 30 s: the kill has taken the session along.
	await signIn(page);
	await office(page);
	await ready(page);
	const generations = await page.evaluate(async () => {
		const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('balcao');
		const names: string[] = [];
		for await (const user of root.values()) for await (const name of (user as FileSystemDirectoryHandle).keys()) names.push(name);
		return names;
	});
	await expect.poll(() => generations.length).toBe(1);
});

test('the leader tab is closed: the other tab still finds customers', async () => {
	test.setTimeout(120_000);
	const leader = await browser.start();
	await signIn(leader);
	await office(leader);
	await ready(leader);
	const other = await browser.page();
	await office(other);
	await ready(other);
	await leader.close();
	await other.keyboard.press('F2');
	await other.keyboard.type('sil');
	await expect(other.getByRole('option').first()).toBeVisible({ timeout: 15_000 });
});
