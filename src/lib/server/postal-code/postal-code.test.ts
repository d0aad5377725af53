import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postalAddresses } from '#lib/demo/postal-addresses.ts';
import { describePostalCodes, street, town } from './contract.ts';
import { fakePostalCodes } from './fake.ts';
import { startPostalSimulator, type PostalSimulator } from './simulator.ts';
import { viaCep } from './viacep.ts';

const known = new Map([street, town].map((one) => [one.postalCode, one]));

describePostalCodes('the fake', () => {
	const fake = fakePostalCodes([street, town]);
	return Promise.resolve({
		postalCodes: fake,
		fail: () => (fake.down = true),
		heal: () => (fake.down = false),
		close: () => Promise.resolve()
	});
});
describePostalCodes('ViaCEP’s protocol', async () => {
	const simulator = await startPostalSimulator((postalCode) => known.get(postalCode) ?? null);
	return {
		postalCodes: viaCep(`${simulator.url}/`, { timeoutMs: 200 }),
		fail: () => (simulator.mode = 'broken'),
		heal: () => (simulator.mode = 'well'),
		close: simulator.close
	};
});

describe('a service that does not behave', () => {
	let simulator: PostalSimulator;
	beforeAll(async () => {
		simulator = await startPostalSimulator((postalCode) => known.get(postalCode) ?? null);
	});
	afterAll(() => simulator.close());
	test.each(['slow', 'broken', 'page'] as const)('%s is unavailable, within the time-out', async (mode) => {
		simulator.mode = mode;
		expect(await viaCep(simulator.url, { timeoutMs: 150 }).lookUp('19800001')).toEqual({ kind: 'unavailable' });
	});
	test('nobody there at all', async () => {
		expect(await viaCep('http://127.0.0.1:1', { timeoutMs: 500 }).lookUp('19800001')).toEqual({ kind: 'unavailable' });
	});
	test('the address of another CEP is no answer', async () => {
		const liar = await startPostalSimulator(() => street);
		expect(await viaCep(liar.url).lookUp('19800009')).toEqual({ kind: 'unavailable' });
		await liar.close();
	});
});

test('the demonstration knows the CEPs of its own cities', () => {
	const all = postalAddresses();
	expect(all.get('19880000')).toEqual(town);
	expect(all.size).toBeGreaterThan(5000);
	for (const [postalCode, address] of all) {
		expect(postalCode).toBe(address.postalCode);
		if (address.street === null) expect(postalCode).toMatch(/000$/);
	}
});
