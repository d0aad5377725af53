import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { chromiumArguments, findChromium } from '../../scripts/lib/chromium.ts';
import { buildReplicaImage } from '../../scripts/replica-image.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Serves the engine without a product around it, from source, with the prepared image. */
export async function serveHarness(): Promise<{ url: string; close(): Promise<void> }> {
	await buildReplicaImage();
	const server = await createServer({
		root,
		configFile: false,
		publicDir: 'static',
		cacheDir: await mkdtemp(join(tmpdir(), 'balcao-vite-')),
		logLevel: 'error',
		server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
		optimizeDeps: { exclude: ['@electric-sql/pglite'], noDiscovery: true },
		worker: { format: 'es' }
	});
	await server.listen();
	return { url: `${server.resolvedUrls!.local[0]!}e2e/engine/harness/index.html`, close: () => server.close() };
}

/** A browser with a profile on disk that can be killed like a process, and started again on the same profile. */
export class Browser {
	readonly #profile: string;
	readonly #url: string;
	readonly #isReady: () => boolean;
	#process: ChildProcess | null = null;
	#context: BrowserContext | null = null;

	constructor(profile: string, url: string, isReady: () => boolean) {
		this.#profile = profile;
		this.#url = url;
		this.#isReady = isReady;
	}

	/** With a new profile. Pages open at `url`; `isReady`, asked in the page, tells when they can be used. */
	static async on(url: string, isReady: () => boolean = () => 'call' in window): Promise<Browser> {
		return new Browser(await mkdtemp(join(tmpdir(), 'balcao-profile-')), url, isReady);
	}

	/** Starts it, with one page of the harness. `told` gets what the page's worker says by itself. */
	async start(told: (what: unknown) => void = () => {}): Promise<Page> {
		const path = (await findChromium()) ?? chromium.executablePath();
		await rm(join(this.#profile, 'DevToolsActivePort'), { force: true });
		// Started by hand, so that its process can be killed: playwright would close the browser politely.
		this.#process = spawn(
			path,
			[...chromiumArguments, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${this.#profile}`, 'about:blank'],
			{ stdio: 'ignore', detached: true }
		);
		const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await this.#port()}`);
		this.#context = browser.contexts()[0]!;
		return this.page(told);
	}

	/** One more tab. */
	async page(told: (what: unknown) => void = () => {}): Promise<Page> {
		const page = await this.#context!.newPage();
		page.on('console', (message) => message.type() === 'error' && console.error(`page: ${message.text()}`));
		await page.exposeFunction('told', told);
		await page.goto(this.#url);
		await page.waitForFunction(this.#isReady);
		return page;
	}

	/** As a power switch for this program: every process of it at once, nothing flushed. */
	async kill(): Promise<void> {
		const ended = this.#process;
		if (ended === null) return;
		this.#process = null;
		const exit = once(ended, 'exit');
		process.kill(-ended.pid!, 'SIGKILL');
		await exit;
	}

	async remove(): Promise<void> {
		await this.kill();
		await rm(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	}

	async #port(): Promise<string> {
		for (let tries = 0; ; tries++) {
			const text = await readFile(join(this.#profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
			if (text.includes('\n')) return text.split('\n')[0]!;
			if (tries > 200) throw new Error('Chromium does not start');
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}
