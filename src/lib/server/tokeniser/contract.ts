import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declinedNumber } from './fake.ts';
import type { Tokeniser } from './port.ts';

export const goodCard = { number: '4111111111111111', code: '831', expiryMonth: 12, expiryYear: 2030 } as const;

export interface TokeniserUnderTest {
	readonly tokeniser: Tokeniser;
	fail(): void;
	heal(): void;
	close(): Promise<void>;
}

/** What every tokeniser must do. */
export function describeTokeniser(name: string, open: () => Promise<TokeniserUnderTest>): void {
	describe(`tokeniser: ${name}`, () => {
		let under: TokeniserUnderTest;
		beforeAll(async () => {
			under = await open();
		});
		afterAll(() => under.close());
		test('(160) (162) of a card it gives back a token, brand and last four, and neither number nor code', async () => {
			const [one, two] = [await under.tokeniser.tokenise(goodCard), await under.tokeniser.tokenise(goodCard)];
			expect(one).toMatchObject({ kind: 'kept', card: { brand: 'Visa', lastFour: '1111' } });
			expect(JSON.stringify(one)).not.toContain(goodCard.number);
			if (one.kind === 'kept' && two.kind === 'kept') expect(one.card.token).not.toBe(two.card.token);
		});
		test('a card that is declined is refused', async () => {
			expect(await under.tokeniser.tokenise({ ...goodCard, number: declinedNumber })).toEqual({ kind: 'refused' });
		});
		test('when nobody answers that is said, and nothing is thrown', async () => {
			under.fail();
			expect(await under.tokeniser.tokenise(goodCard)).toEqual({ kind: 'unavailable' });
			under.heal();
			expect(await under.tokeniser.tokenise(goodCard)).toMatchObject({ kind: 'kept' });
		});
	});
}
