import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './scripts/lib/chromium.ts';

const chromium = await findChromium();

/** Browser tests against the real thing: e2e/support/global-setup.ts starts it once, and it is stopped at the end. */
export default defineConfig({
	testDir: 'e2e',
	testMatch: '**/*.spec.ts',
	globalSetup: './e2e/support/global-setup.ts',
	outputDir: 'test-results',
	reporter: 'list',
	// Two browsers with a database in each fill two cores; more at once would only measure the machine.
	workers: 1,
	// Two computers with a first load each, on a shared machine that may be half as fast as a developer's.
	timeout: 180_000,
	expect: { timeout: 20_000 },
	// A shared CI machine may stall for seconds: a test that passes on a second try is reported as flaky, and counts as passed.
	retries: process.env.CI ? 2 : 0,
	forbidOnly: Boolean(process.env.CI),
	use: {
		locale: 'pt-BR',
		timezoneId: 'America/Sao_Paulo',
		viewport: { width: 1440, height: 900 },
		trace: 'retain-on-failure',
		launchOptions: { args: chromiumArguments, ...(chromium ? { executablePath: chromium } : {}) }
	}
});
