import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { downMessage, splitMessage } from './down.ts';
import { upMessage } from './up.ts';
import { oldestSpoken, protocolHash, protocolVersion } from './version.ts';

/** Shape of everything that crosses the wire, without the words that explain it. */
const shape = (): string =>
	JSON.stringify(
		[z.toJSONSchema(upMessage, { unrepresentable: 'any' }), z.toJSONSchema(downMessage, { unrepresentable: 'any' })],
		(key, value: unknown) => (key === '$schema' || key === 'description' ? undefined : value)
	);
const hash = (): string => createHash('sha256').update(shape()).digest('hex').slice(0, 16);

describe('protocol', () => {
	it('does not change without a new version', () => {
		if (hash() === protocolHash) return;
		throw new Error(
			[
				`The messages of src/lib/sync/protocol/ are no longer those of version ${protocolVersion}. Tabs of the old build stay open for days, so`,
				`1. raise protocolVersion in version.ts, and oldestSpoken too unless the centre still understands the old messages;`,
				`2. add a line to the history there that says what changed;`,
				`3. set protocolHash to '${hash()}'.`
			].join('\n')
		);
	});

	it('speaks its own version and no newer one', () => {
		expect(oldestSpoken).toBeLessThanOrEqual(protocolVersion);
	});

	it('[S2] takes nothing that is too long, out of bounds, or has one property too many', () => {
		const id = '01890a5d-ac96-774b-bcce-b302099a8057';
		const hello = { t: 'hello', protocol: 1, build: 'b', schema: 's', clientId: id, ackedSeq: 0, replica: null };
		const mutation = { seq: 1, id, name: 'customer.update', version: 1, args: {}, numbers: {}, askedAt: '2026-11-21T12:00:00Z' };
		for (const good of [
			hello,
			{ t: 'push', mutations: [mutation] },
			{ t: 'join', cursor: 'x' },
			{ t: 'check', table: 'customer', after: null, rows: 2_000 },
			{ t: 'repair', table: 'customer', after: id, upto: null, expected: true },
			{ t: 'lease', kind: 'protocol', count: 50 }
		])
			expect(upMessage.safeParse(good).success).toBe(true);
		for (const bad of [
			{ ...hello, more: 1 },
			{ ...hello, clientId: id.toUpperCase() },
			{ ...hello, build: 'x'.repeat(101) },
			{ ...hello, ackedSeq: -1 },
			{ ...hello, replica: { epoch: id, audience: 'a', cursor: 'x'.repeat(20_001) } },
			{ t: 'push', mutations: [] },
			{ t: 'push', mutations: Array.from({ length: 201 }, () => mutation) },
			{ t: 'push', mutations: [{ ...mutation, seq: 0 }] },
			{ t: 'push', mutations: [{ ...mutation, seq: 1.5 }] },
			{ t: 'push', mutations: [{ ...mutation, seq: 2 ** 60 }] },
			{ t: 'push', mutations: [{ ...mutation, numbers: { protocol: -1 } }] },
			{ t: 'check', table: '', after: null, rows: 1 },
			{ t: 'check', table: 'customer', after: `' or true`, rows: 1 },
			{ t: 'check', table: 'customer', after: null, rows: 10_001 },
			{ t: 'lease', kind: 'protocol', count: 1_001 },
			{ t: 'nothing' },
			null,
			7
		])
			expect([bad, upMessage.safeParse(bad).success]).toEqual([bad, false]);
	});

	it('splits header and body at the first line end only', () => {
		const body = '[{"name":"a\\nb"}]\n[]';
		expect(splitMessage(`{"t":"delta","sections":[],"to":null,"at":""}\n${body}`).body).toBe(body);
		expect(splitMessage('{"t":"beat","at":"x"}')).toEqual({ message: { t: 'beat', at: 'x' }, body: '' });
	});
});
