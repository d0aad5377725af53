import { cardBrand } from '#lib/domain/payment-method/card.ts';
import type { Tokeniser } from './port.ts';

/** Number that every simulator declines, as the test cards of real services do. */
export const declinedNumber = '4000000000000002';

/** Keeps nothing. `down`: nobody answers. For tests. */
export function fakeTokeniser(): Tokeniser & { down: boolean } {
	let made = 0;
	return {
		down: false,
		tokenise(card) {
			if (this.down) return Promise.resolve({ kind: 'unavailable' });
			if (card.number === declinedNumber) return Promise.resolve({ kind: 'refused' });
			return Promise.resolve({
				kind: 'kept',
				card: { tokeniser: 'fake', token: `fake-token-${String(++made)}`, brand: cardBrand(card.number), lastFour: card.number.slice(-4) }
			});
		}
	};
}
