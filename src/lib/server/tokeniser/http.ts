import { z } from 'zod';
import { cardBrand } from '#lib/domain/payment-method/card.ts';
import type { Tokeniser } from './port.ts';

const created = z.object({ token: z.string().min(8).max(200), brand: z.string().max(40).nullish() });

/**
 * The small protocol of docs that card services share: `POST {base}/v1/tokens` with `{ number, security_code, expiry_month,
 * expiry_year }` and `Authorization: Bearer key`; 201 `{ token, brand }`, 422 when the card is not accepted. The answer's own
 * words are never passed on: some services repeat the number in them.
 */
export function httpTokeniser(
	base: string,
	{ key = '', timeoutMs = 8000 }: { readonly key?: string; readonly timeoutMs?: number } = {}
): Tokeniser {
	const url = `${base.replace(/\/+$/, '')}/v1/tokens`;
	return {
		async tokenise(card) {
			try {
				const response = await fetch(url, {
					method: 'POST',
					redirect: 'error', // a number goes where it was meant to go, and nowhere else
					headers: { 'content-type': 'application/json', accept: 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
					body: JSON.stringify({
						number: card.number,
						security_code: card.code,
						expiry_month: card.expiryMonth,
						expiry_year: card.expiryYear
					}),
					signal: AbortSignal.timeout(timeoutMs)
				});
				if (response.status === 422) return { kind: 'refused' };
				const answer = response.status === 201 ? created.safeParse(await response.json()) : null;
				// A token that holds the number is none: it would be kept.
				if (!answer?.success || answer.data.token.includes(card.number)) return { kind: 'unavailable' };
				return {
					kind: 'kept',
					card: {
						tokeniser: new URL(base).host,
						token: answer.data.token,
						brand: cardBrand(card.number) ?? brandWord(answer.data.brand),
						lastFour: card.number.slice(-4)
					}
				};
			} catch {
				// On purpose without the cause: it may hold the request.
				return { kind: 'unavailable' };
			}
		}
	};
}

/** A brand is a word; anything with digits in it is something else. */
const brandWord = (brand: string | null | undefined): string | null => (brand && /^[\p{L} ]+$/u.test(brand) ? brand : null);
