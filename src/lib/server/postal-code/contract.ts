import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostalAddress } from '#lib/domain/address/address.ts';
import type { PostalCodes } from './port.ts';

export const street: PostalAddress = { postalCode: '19800001', street: 'Rua das Acácias', district: 'Centro', city: 'Assis', state: 'SP' };
export const town: PostalAddress = { postalCode: '19880000', street: null, district: null, city: 'Cândido Mota', state: 'SP' };

export interface PostalCodesUnderTest {
	readonly postalCodes: PostalCodes;
	/** Nobody answers any more. */
	fail(): void;
	heal(): void;
	close(): Promise<void>;
}

/** What every look-up of postal codes must do; it knows exactly `street` and `town`. */
export function describePostalCodes(name: string, open: () => Promise<PostalCodesUnderTest>): void {
	describe(`postal codes: ${name}`, () => {
		let under: PostalCodesUnderTest;
		beforeAll(async () => {
			under = await open();
		});
		afterAll(() => under.close());
		test('(106) (108) a street has its address', async () =>
			expect(await under.postalCodes.lookUp('19800001')).toEqual({ kind: 'found', address: street }));
		test('(112) a town with one CEP has city and state only', async () =>
			expect(await under.postalCodes.lookUp('19880000')).toEqual({ kind: 'found', address: town }));
		test('a CEP that does not exist is unknown', async () => {
			expect(await under.postalCodes.lookUp('99999999')).toEqual({ kind: 'unknown' });
		});
		test('when nobody answers that is said, and nothing is thrown', async () => {
			under.fail();
			expect(await under.postalCodes.lookUp('19800002')).toEqual({ kind: 'unavailable' });
			under.heal();
			expect(await under.postalCodes.lookUp('19800002')).toEqual({ kind: 'unknown' });
		});
	});
}
