import type { TypedCard } from '#lib/domain/payment-method/card.ts';

/** What is left of a card once it has been handed over: a name for it that only the tokeniser understands. */
export interface CardToken {
	/** Which service knows the token. */
	readonly tokeniser: string;
	readonly token: string;
	readonly brand: string | null;
	/** Four digits. */
	readonly lastFour: string;
}
export type TokeniserAnswer =
	{ readonly kind: 'kept'; readonly card: CardToken } | { readonly kind: 'refused' } | { readonly kind: 'unavailable' };

/**
 * Takes a card away (design.md §9.1). It never throws: an error with a request in it would carry the number into a log.
 * Every adapter and the fake pass contract.ts.
 */
export interface Tokeniser {
	tokenise(card: TypedCard): Promise<TokeniserAnswer>;
}
