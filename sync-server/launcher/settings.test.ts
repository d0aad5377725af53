import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

describe('settings', () => {
	test('without any, the embedded Postgres with demonstration data on port 3000', () => {
		expect(readSettings([], { PORT: '' })).toMatchObject({
			dev: false,
			host: '127.0.0.1',
			port: 3000,
			databaseUrl: null,
			demo: true,
			demoCustomers: 2000
		});
	});

	test('a database of somebody else gets demonstration data only when asked', () => {
		const env = { DATABASE_URL: 'postgresql://h/d' };
		expect(readSettings([], env).demo).toBe(false);
		expect(readSettings([], { ...env, DEMO: '1' }).demo).toBe(true);
		expect(readSettings([], { DEMO: '0' }).demo).toBe(false);
	});

	test.each([
		['PORT', '70000', 'PORT is "70000", but it must be a whole number from 0 to 65535.'],
		['PORT', 'http', /PORT is "http"/],
		['DEMO_CUSTOMERS', '-1', /DEMO_CUSTOMERS is "-1"/],
		// Without https:// it would stand in a mail as no link at all.
		['PUBLIC_URL', 'boletos.provedor.net', /PUBLIC_URL is "boletos.provedor.net"/],
		['PUBLIC_URL', 'localhost:3000', /must be a whole address/]
	])('%s=%s is refused with a sentence', (name, value, sentence) => {
		expect(() => readSettings([], { [name]: value })).toThrow(sentence);
	});

	test('an unknown option is refused with a sentence', () => {
		expect(() => readSettings(['--port=1'], {})).toThrow(/no option --port=1/);
	});
});
