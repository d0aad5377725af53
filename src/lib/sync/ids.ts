/** UUID v7: time-ordered, so rows of one day lie together and first loads arrive in primary-key order. */
export function uuidv7(nowMs: number, randomBytes: Uint8Array): string {
	const b = new Uint8Array(16);
	b.set(randomBytes.subarray(0, 16));
	let ms = nowMs;
	for (let i = 5; i >= 0; i--) {
		b[i] = ms % 256;
		ms = Math.floor(ms / 256);
	}
	b[6] = (b[6]! & 0x0f) | 0x70;
	b[8] = (b[8]! & 0x3f) | 0x80;
	const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new random id, for the edges (screens, outbox). Rules get ids as arguments. */
export const newUuid = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));

/**
 * The ids a mutation may give to rows: derived from its own id, so that every replay and the centre give the same.
 * The first is the mutation's own id; the following count up in the last 32 bits.
 */
export function idsOf(mutationId: string): () => string {
	const head = mutationId.slice(0, 28);
	const tail = parseInt(mutationId.slice(28), 16);
	let n = 0;
	return () => head + ((tail + n++) >>> 0).toString(16).padStart(8, '0');
}
