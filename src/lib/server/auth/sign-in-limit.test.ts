import { describe, expect, it } from 'vitest';
import { network, SignInLimit } from './sign-in-limit.ts';

const tries = (limit: SignInLimit, n: number, login: (i: number) => string, ip: (i: number) => string) =>
	Array.from({ length: n }, (_, i) => limit.take(login(i), ip(i), 0)).filter((seconds) => seconds === 0).length;

describe('sign-in limit', () => {
	it('stops many passwords for one login from one address after five, without locking its owner out elsewhere', () => {
		const limit = new SignInLimit();
		expect(
			tries(
				limit,
				100,
				() => 'ana',
				() => '203.0.113.7'
			)
		).toBe(5);
		expect(limit.take('ana', '203.0.113.7', 0)).toBe(900);
		expect(limit.take('ana', '198.51.100.1', 0)).toBe(0);
		expect(limit.take('ana', '203.0.113.7', 900_000)).toBe(0);
	});

	it('stops one password for many logins from one address', () => {
		expect(
			tries(
				new SignInLimit(),
				1000,
				(i) => `user${i}`,
				() => '203.0.113.7'
			)
		).toBe(50);
	});

	it('stops many passwords for one login from many addresses', () => {
		expect(
			tries(
				new SignInLimit(),
				1000,
				() => 'ana',
				(i) => `203.0.${i >> 8}.${i & 255}`
			)
		).toBe(50);
	});

	it('takes the addresses of one IPv6 network as one', () => {
		expect(
			tries(
				new SignInLimit(),
				1000,
				() => 'ana',
				(i) => `2001:db8:1:2::${i.toString(16)}`
			)
		).toBe(5);
	});

	it('holds back nobody behind an address where sign-ins succeed', () => {
		const limit = new SignInLimit();
		for (let i = 0; i < 500; i++) {
			expect(limit.take('ana', '203.0.113.7', i)).toBe(0);
			limit.succeeded('ana', '203.0.113.7');
		}
	});
});

describe('network of an address', () => {
	it.each([
		['203.0.113.7', '203.0.113.7'],
		['::ffff:203.0.113.7', '203.0.113.7'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
		['2001:0DB8:1:2::9', '2001:db8:1:2'],
		['2001:db8::9', '2001:db8:0:0'],
		['::1', '0:0:0:0'],
		['fe80::1%eth0', 'fe80:0:0:0']
	])('%s is %s', (ip, expected) => expect(network(ip)).toBe(expected));
});
