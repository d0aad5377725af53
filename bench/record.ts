/** A real Chromium: from the click on a found customer to the record painted whole, with all that its first screen shows. */
import { chromium, type Page } from '@playwright/test';
import { demoPassword } from '#lib/demo/sign-ins.ts';
import { ensureChromium, chromiumArguments } from '../scripts/lib/chromium.ts';
import { startServer } from '../e2e/support/server.ts';
import type { Figure } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { summarise } from './support/stats.ts';

/** Opens the n-th row of the list as a double click does; answers the milliseconds until the frame after everything is there. */
const openRow = (page: Page, n: number): Promise<number> =>
	page.evaluate(async (n) => {
		const rows = document.querySelectorAll<HTMLElement>('[role=grid][aria-label="Clientes encontrados"] [role=row]');
		const row = [...rows].filter((one) => one.querySelector('[role=gridcell]'))[n];
		const cell = row?.querySelector<HTMLElement>('[role=gridcell]');
		if (!cell) throw new Error('there is no such row');
		const complete = (): boolean => {
			const article = document.querySelector('article[aria-label="Cadastro do Cliente"]');
			// Identificação, Telefones e e-mail, Endereço, Cobrança, Observações.
			return article !== null && article.querySelector('h1') !== null && article.querySelectorAll('section').length >= 5;
		};
		const began = performance.now();
		cell.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
		await new Promise<void>((resolve) => {
			if (complete()) return resolve();
			const watcher = new MutationObserver(() => {
				if (!complete()) return;
				watcher.disconnect();
				resolve();
			});
			watcher.observe(document.body, { childList: true, subtree: true, attributes: true });
		});
		// The frame in which it is painted has ended when the one after it begins.
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		return performance.now() - began;
	}, n);

export const record: Figure = {
	name: 'record',
	what: 'opening a record from a click to complete paint, 10,000 customers, in Chromium',
	async run(lab) {
		const executablePath = await ensureChromium();
		if (!executablePath) throw new Error('there is no Chromium');
		const server = await startServer({ env: { DEMO_CUSTOMERS: '10000' } });
		const browser = await chromium.launch({ executablePath, args: chromiumArguments });
		try {
			const page = await browser.newPage({ baseURL: server.url, locale: 'pt-BR', viewport: { width: 1366, height: 768 } });
			await page.goto('/sign-in?to=%2Fcustomers');
			await page.getByLabel('Usuário').fill('admin');
			await page.getByLabel('Senha', { exact: true }).fill(demoPassword);
			await page.getByRole('button', { name: 'Entrar', exact: true }).click();
			await page.getByRole('contentinfo').getByText('Dados em dia').waitFor({ timeout: 300_000 });
			const values: number[] = [];
			const warmUp = 3;
			await page.getByLabel('Procurar').fill('silva');
			for (let i = 0; i < lab.times(40) + warmUp; i++) {
				await page.getByRole('grid', { name: 'Clientes encontrados' }).getByRole('row').nth(15).waitFor();
				const ms = await openRow(page, i % 15);
				if (i >= warmUp) values.push(ms);
				await page.goBack();
			}
			return [
				{
					name: 'record/open',
					unit: 'ms',
					...summarise(values),
					target: { kind: 'atMost', p95: 100 },
					params: { customers: 10_000, load: loadAverage() }
				}
			];
		} finally {
			await browser.close();
			await server.remove();
		}
	}
};
