import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { webhookEvents } from '#lib/domain/webhook/events.ts';
import { mutators } from '#lib/mutators/index.ts';
import { queries } from '#lib/queries/index.ts';
import { automations } from './router.ts';
import { mutationIdOf, type About } from './trpc.ts';

/** Asked of the centre alone: what they read or make is in no replica. */
const centreOnly = new Set([
	'history.list',
	'payment.list',
	'invoiceRun.preview',
	'invoice.slip',
	'bankFile.list',
	'bankFile.lines',
	'bankFile.queue'
]);

describe('automations', () => {
	it('are called as the query or mutator behind them, and say what they are for', () => {
		// Typed as the tree of routers, flat in fact.
		const flat = automations._def.procedures as unknown as Record<string, { _def: { type: string; meta?: About } }>;
		for (const [path, { _def }] of Object.entries(flat)) {
			const behind = centreOnly.has(path) || (_def.type === 'query' ? queries : mutators).has(path);
			expect([path, behind]).toEqual([path, true]);
			expect(_def.meta?.summary, path).toMatch(/^[A-Z].*[^.]$/);
		}
	});
});

describe('docs/api.md', () => {
	const text = readFileSync('docs/api.md', 'utf8');

	it('names every procedure in its row of the table, or its short list', () => {
		const lists = /The short lists of the Painel: ([^]*?)\n\n/.exec(text)![1]!;
		const missing = Object.keys(automations._def.procedures).filter((path) => {
			const [noun, verb] = path.split('.') as [string, string];
			const row = text.split('\n').find((line) => line.startsWith('| `') && line.split('|')[1]!.includes(`\`${noun}\``));
			// "The same" as the row above it.
			if (row?.includes('the same')) return false;
			return row === undefined ? !lists.includes(`\`${noun}\``) || !['list', 'save'].includes(verb) : !row.includes(`\`${verb}\``);
		});
		expect(missing).toEqual([]);
	});

	it('names every event of the webhooks', () =>
		expect(webhookEvents.filter((event) => !new RegExp(`^\\| \`${event}\` +\\|`, 'm').test(text))).toEqual([]));
});

describe('mutation id of a call', () => {
	const now = new Date('2026-11-21T12:00:00Z');
	const id = (key: string | null, args: unknown = { id: 'c', changes: { name: 'a' } }, keyId = 'k', name = 'customer.update') =>
		mutationIdOf(keyId, name, key, args, now);

	it('is a UUID v7', () => expect(id('one')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

	it('is the same for the same call with the same idempotency key, in whatever order its arguments are written', () => {
		expect(id('one')).toBe(id('one', { changes: { name: 'a' }, id: 'c' }));
	});

	it('differs for another idempotency key, other arguments, another API key, another procedure', () => {
		const all = [id('one'), id('two'), id('one', { id: 'd' }), id('one', undefined, 'k2'), id('one', undefined, 'k', 'observation.create')];
		expect(new Set(all).size).toBe(all.length);
	});

	it('is new each time without an idempotency key', () => expect(id(null)).not.toBe(id(null)));
});
