import { describe, expect, it } from 'vitest';
import { maxAttempts, secondsToNextAttempt, secondsToRest } from './retry.ts';
import { checkWebhook, isWebhookUrl, normaliseWebhook } from './webhook.ts';

const good = { name: 'ERP', url: 'https://erp.example.com/balcao', events: ['customer.created'] };

describe('webhook', () => {
	it.each([
		['https://erp.example.com/a?b=c', true],
		['http://127.0.0.1:8080/', true],
		['ftp://erp.example.com/', false],
		['javascript:alert(1)', false],
		['https://user:secret@erp.example.com/', false],
		['erp.example.com', false],
		['https://', false],
		[`https://a.example/${'x'.repeat(2000)}`, false]
	])('may be sent to %s: %s', (url, may) => expect(isWebhookUrl(url)).toBe(may));

	it('is kept without blanks around, its events in the order of the list and each once, unknown ones left out', () => {
		expect(
			normaliseWebhook({
				name: '  Meu   ERP ',
				url: ' https://a.example ',
				events: ['ticket.opened', 'nonsense', 'customer.created', 'ticket.opened']
			})
		).toEqual({ name: 'Meu ERP', url: 'https://a.example', events: ['customer.created', 'ticket.opened'] });
	});

	it('needs a name, an address that can be called and an event', () => {
		expect(checkWebhook(good)).toBeNull();
		expect(checkWebhook({ ...good, name: '' })).toMatchObject({ code: 'field_required', field: 'name' });
		expect(checkWebhook({ ...good, name: 'x'.repeat(101) })).toMatchObject({ code: 'field_too_long', field: 'name' });
		expect(checkWebhook({ ...good, url: '' })).toMatchObject({ code: 'field_required', field: 'url' });
		expect(checkWebhook({ ...good, url: 'x' })).toMatchObject({ code: 'url_invalid', field: 'url' });
		expect(checkWebhook({ ...good, events: [] })).toMatchObject({ code: 'field_required', field: 'events' });
	});
});

describe('a failed delivery', () => {
	it('is tried again later and later, and given up after the eighth attempt', () => {
		const waits = Array.from({ length: maxAttempts }, (_, i) => secondsToNextAttempt(i + 1));
		expect(waits).toEqual([10, 60, 300, 1_800, 7_200, 21_600, 86_400, null]);
	});

	it('leaves its receiver in peace for at most five minutes', () => {
		expect([0, 1, 2, 3, 6, 50].map(secondsToRest)).toEqual([0, 10, 20, 40, 300, 300]);
	});
});
