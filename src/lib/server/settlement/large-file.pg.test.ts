import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, retorno, word, type Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
afterAll(() => office.close());

/** 20 parts of 400: what grows with the file would show in memory and in the pauses; 50,000 lines are the business of `npm run bench -- --only retorno`. */
const lines = 8_000;
const megabyte = 1024 * 1024;

test('a file of 8,000 lines is settled in bounded memory, and nobody waits for more than a part of it', { timeout: 120_000 }, async () => {
	await office.bill(1, lines);
	const content = retorno(Array.from({ length: lines }, (_, n) => word(n + 1)));
	globalThis.gc?.();
	const before = process.memoryUsage();
	let most = 0;
	let last = performance.now();
	let longest = 0;
	const began = last;
	// How long the node answers nobody else: what keeps the loop busy without a pause.
	const pulse = setInterval(() => {
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
		const { heapUsed, external } = process.memoryUsage();
		most = Math.max(most, heapUsed + external - before.heapUsed - before.external);
	}, 5);
	const id = await office.settle(content, 'large.ret').finally(() => clearInterval(pulse));
	const seconds = (performance.now() - began) / 1000;
	console.info(
		JSON.stringify({
			seconds: Math.round(seconds * 10) / 10,
			perSecond: Math.round(lines / seconds),
			mostMb: Math.round(most / megabyte),
			longestPauseMs: Math.round(longest)
		})
	);
	const { rows } = await office.pool.query(
		`select status, settled, lines, done, queued, settled_cents::float8 as cents from bank_file where id = $1`,
		[id]
	);
	expect(rows[0]).toEqual({ status: 'done', settled: lines, lines: lines + 2, done: lines + 2, queued: 0, cents: lines * 9_990 });
	// The file is 3 MB; its lines are held once, and a part at a time besides.
	expect(most / megabyte).toBeLessThan(150);
});
