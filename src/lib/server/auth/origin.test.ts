import { describe, expect, it } from 'vitest';
import { isForeignOrigin, isSameOrigin, isSameOriginSocket } from './origin.ts';

const headers = (values: Record<string, string>) => (name: string) => values[name];

describe('origin of a request with a cookie', () => {
	it.each([
		[{ origin: 'https://balcao.example' }, true],
		[{ origin: 'https://BALCAO.example' }, true],
		[{ origin: 'https://balcao.example:8443' }, false],
		[{ origin: 'https://evil.example' }, false],
		[{ origin: 'https://balcao.example.evil.example' }, false],
		[{ origin: 'null' }, false],
		[{}, false],
		[{ 'sec-fetch-site': 'same-origin' }, true],
		[{ 'sec-fetch-site': 'same-site', origin: 'https://balcao.example' }, false],
		[{ 'sec-fetch-site': 'cross-site', origin: 'https://balcao.example' }, false],
		[{ 'sec-fetch-site': 'none' }, false]
	])('%j: ours is %s', (values, expected) =>
		expect(isSameOrigin(headers(values as Record<string, string>), 'balcao.example')).toBe(expected)
	);

	it('of a websocket is told by Origin alone', () => {
		expect(isSameOriginSocket(headers({ origin: 'https://balcao.example', 'sec-fetch-site': 'cross-site' }), 'balcao.example')).toBe(true);
		expect(isSameOriginSocket(headers({}), 'balcao.example')).toBe(false);
	});

	it('is not asked of whoever sends none and no cookie', () => {
		expect(isForeignOrigin(headers({}), 'balcao.example')).toBe(false);
		expect(isForeignOrigin(headers({ origin: 'https://evil.example' }), 'balcao.example')).toBe(true);
	});
});
