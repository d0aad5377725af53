import { hashOf, mix } from './random.ts';

/** Four hexadecimal digits of every 16-bit number: ids are put together from these, a million a second. */
const hex = Array.from({ length: 65_536 }, (_, n) => n.toString(16).padStart(4, '0'));
const four = (n: number): string => hex[n & 0xffff] ?? '';

/**
 * A UUID of version 7 whose time is the row's own and whose random part is drawn from seed, table and number: ids of one
 * table sort as its rows were made, and are the same in every run.
 */
export function demoId(seed: number, table: string, n: number, atMs: number): string {
	const high = Math.floor(atMs / 65_536);
	const base = mix(seed ^ hashOf(table));
	const a = mix(base + n);
	const b = mix(a ^ mix(n + 0x9e3779b9));
	const c = mix(b + base + 1);
	const version = 0x7000 | (a & 0x0fff);
	const variant = 0x8000 | ((a >>> 16) & 0x3fff);
	return `${four(high >>> 16)}${four(high)}-${four(Math.floor(atMs) % 65_536)}-${four(version)}-${four(variant)}-${four(b >>> 16)}${four(b)}${four(c)}`;
}
