import { describe, expect, it } from 'vitest';
import { readBearer } from './bearer.ts';
import { readCookie, sessionCookieOptions } from './cookie.ts';

describe('session cookie', () => {
	it('is out of reach of scripts and other sites, and of plain http where there is https', () => {
		expect(sessionCookieOptions(true)).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: true, path: '/' });
		expect(sessionCookieOptions(false).secure).toBe(false);
	});

	it.each([
		['balcao_session=abc', 'abc'],
		['theme=dark; balcao_session=abc; x=1', 'abc'],
		['xbalcao_session=abc', null],
		['balcao_session=', null],
		['balcao_session=mine; balcao_session=planted', null],
		['', null],
		[undefined, null]
	])('is read from "%s" as %s', (header, expected) => expect(readCookie(header, 'balcao_session')).toBe(expected));
});

describe('bearer token', () => {
	it.each([
		['Bearer abc-_1', 'abc-_1'],
		['bearer abc', 'abc'],
		['Basic abc', null],
		['Bearer', null],
		['Bearer two words', null],
		[null, null]
	])('is read from "%s" as %s', (header, expected) => expect(readBearer(header)).toBe(expected));
});
