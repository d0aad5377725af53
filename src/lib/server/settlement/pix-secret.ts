import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '#lib/server/auth/queryable.ts';
import { outsideUrl } from '#lib/server/outside.ts';

/** What proves that a notice of a PIX comes from our provider: `PIX_WEBHOOK_SECRET`; in a demonstration one of this process; else none. */
export const pixSecret = (db: Queryable): Promise<string | null> =>
	outsideUrl(db, 'PIX_WEBHOOK_SECRET', () => Promise.resolve(randomBytes(32).toString('base64url')), null);

/**
 * Does a request know the secret? It either shows it (`x-pix-secret`, set by the proxy that has checked the provider's certificate), or
 * signs its body with it (`x-pix-signature: sha256=<HMAC in hexadecimal>`), or has the HMAC in its address as some providers
 * let one write it (`?hmac=`, the secret itself).
 */
export function knowsSecret(request: { readonly headers: Headers; readonly url: URL }, body: Uint8Array, secret: string): boolean {
	const shown = request.headers.get('x-pix-secret') ?? request.url.searchParams.get('hmac');
	if (shown !== null && same(shown, secret)) return true;
	const signature = /^sha256=([0-9a-f]{64})$/i.exec(request.headers.get('x-pix-signature') ?? '')?.[1];
	return signature !== undefined && same(signature.toLowerCase(), createHmac('sha256', secret).update(body).digest('hex'));
}

/** In a time that tells nothing; lengths are no secret. */
function same(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
