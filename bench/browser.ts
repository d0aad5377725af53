/** A real Chromium against the real thing: from signing in, and from opening the browser again, to the first customers found. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { demoPassword } from '#lib/demo/sign-ins.ts';
import { ensureChromium, chromiumArguments } from '../scripts/lib/chromium.ts';
import { startServer } from '../e2e/support/server.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { nowMs, summarise } from './support/stats.ts';

/** A customer on the screen; while nothing is there yet, the list shows rows without one. */
const found = (page: Page) => page.locator('[role=grid] [role=row]:not(.skeleton) [role=gridcell]').first().waitFor({ timeout: 120_000 });

export const browser: Figure = {
	name: 'browser',
	what: 'first visit and reopening of 10,000 and 100,000 customers in Chromium, storage in OPFS',
	async run(lab) {
		const executablePath = await ensureChromium();
		if (!executablePath) throw new Error('there is no Chromium');
		const figures: Measured[] = [];
		for (const [customers, times, target] of [
			[10_000, 3, 4_000],
			[100_000, lab.options.quick ? 1 : 2, 15_000]
		] as const) {
			const server = await startServer({ env: { DEMO_CUSTOMERS: String(customers) } });
			const [first, whole, again]: [number[], number[], number[]] = [[], [], []];
			try {
				for (let i = 0; i < times; i++) {
					const profile = mkdtempSync(join(lab.folder, 'profile-'));
					const open = (): Promise<BrowserContext> =>
						chromium.launchPersistentContext(profile, {
							executablePath,
							args: chromiumArguments,
							baseURL: server.url,
							locale: 'pt-BR',
							viewport: { width: 1366, height: 768 }
						});
					let context = await open();
					let page = context.pages()[0]!;
					await page.goto('/sign-in?to=%2Fcustomers');
					await page.getByLabel('Usuário').fill('admin');
					await page.getByLabel('Senha', { exact: true }).fill(demoPassword);
					const began = nowMs();
					await page.getByRole('button', { name: 'Entrar', exact: true }).click();
					await found(page);
					first.push(nowMs() - began);
					await page.getByRole('contentinfo').getByText('Dados em dia').waitFor({ timeout: 300_000 });
					whole.push(nowMs() - began);
					await context.close();
					for (let k = 0; k < 5; k++) {
						context = await open();
						page = context.pages()[0]!;
						const reopened = nowMs();
						await page.goto('/customers');
						await found(page);
						again.push(nowMs() - reopened);
						await page.getByRole('contentinfo').getByText('Dados em dia').waitFor({ timeout: 300_000 });
						await context.close();
					}
					rmSync(profile, { recursive: true, force: true });
				}
			} finally {
				await server.remove();
			}
			const params = { customers, load: loadAverage() };
			figures.push(
				{ name: `browser/${customers}/first search`, unit: 'ms', ...summarise(first), target: { kind: 'atMost', p50: target }, params },
				{ name: `browser/${customers}/complete`, unit: 'ms', ...summarise(whole), target: null, params },
				{
					name: `browser/${customers}/reopen`,
					unit: 'ms',
					...summarise(again),
					target: { kind: 'atMost', p50: 1_000 },
					baseline: { what: 'first visit', p50: summarise(first).p50 },
					params
				}
			);
		}
		return figures;
	}
};
