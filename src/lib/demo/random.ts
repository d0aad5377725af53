import type { Random } from '#lib/domain/tax-id/generate.ts';

export type { Random };

/**
 * A stream of numbers in [0, 1) for one row: the same for the same seed, purpose and number, and independent of all others.
 * So any row can be made without making those before it, and half a million customers need no memory.
 */
export function randomFor(seed: number, purpose: string, n: number): Random {
	let state = mix(mix(seed ^ hashOf(purpose)) + n);
	// mulberry32
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const hashes = new Map<string, number>();

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
	let hash = hashes.get(text);
	if (hash !== undefined) return hash;
	hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	hash >>>= 0;
	// Purposes, streets and districts: a few thousand at most.
	if (hashes.size < 10_000) hashes.set(text, hash);
	return hash;
}

/** Spreads neighbouring numbers over all 32 bits (the finaliser of MurmurHash3). */
export function mix(n: number): number {
	let h = n | 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}

export function chance(random: Random, probability: number): boolean {
	return random() < probability;
}

/** A whole number from `from` to `to`, both included. */
export function int(random: Random, from: number, to: number): number {
	return from + Math.floor(random() * (to - from + 1));
}

export function pick<T>(random: Random, list: readonly T[]): T {
	const item = list[Math.floor(random() * list.length)];
	if (item === undefined) throw new RangeError('nothing to pick from');
	return item;
}

/** How many, given the probability of none, one, two …; the last takes what is left. */
export function count(random: Random, probabilities: readonly number[]): number {
	let left = random();
	for (let n = 0; n < probabilities.length - 1; n++) {
		left -= probabilities[n] ?? 0;
		if (left < 0) return n;
	}
	return probabilities.length - 1;
}
