import type { PostalAddress } from '#lib/domain/address/address.ts';

/** `unavailable`: nobody could say, and asking again later may help. It is never thrown: an address can be typed by hand. */
export type PostalAnswer =
	{ readonly kind: 'found'; readonly address: PostalAddress } | { readonly kind: 'unknown' } | { readonly kind: 'unavailable' };

/** Who knows the address of a CEP. Every adapter and the fake pass contract.ts. */
export interface PostalCodes {
	/** `postalCode`: eight digits. Answers within a few seconds, whatever happens on the other side. */
	lookUp(postalCode: string): Promise<PostalAnswer>;
}
