import { hashOf, mix } from './random.ts';

/**
 * A UUID of version 7 whose time is the row's own and whose random part is drawn from seed, table and number: ids of one
 * table sort as its rows were made, and are the same in every run.
 */
export function demoId(seed: number, table: string, n: number, atMs: number): string {
	const time = Math.floor(atMs).toString(16).padStart(12, '0');
	const base = mix(seed ^ hashOf(table));
	const a = mix(base + n);
	const b = mix(a ^ mix(n + 0x9e3779b9));
	const c = mix(b + base + 1);
	const random = hex(a) + hex(b) + hex(c);
	const variant = ((parseInt(random.charAt(3), 16) & 3) | 8).toString(16);
	return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(8, 20)}`;
}

const hex = (n: number) => n.toString(16).padStart(8, '0');
