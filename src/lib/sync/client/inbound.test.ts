import { describe, expect, it } from 'vitest';
import { Inbound } from './inbound.ts';

const delta = (table: string, rows: string, to: string | null, gone: string[] = []) =>
	`${JSON.stringify({ t: 'delta', sections: [{ table, length: rows.length, gone }], to, at: `at ${to}` })}\n${rows}`;
const acks = (...seqs: number[]) => JSON.stringify({ t: 'acks', acks: seqs.map((seq) => ({ seq, outcome: { ok: true } })) });

describe('inbound', () => {
	it('[D4] a delta of many messages is one, and only when its last is there', () => {
		const inbound = new Inbound();
		inbound.receive(delta('a', '[1]', null));
		inbound.receive(delta('b', '[2]', null));
		expect([inbound.waiting, inbound.take()]).toEqual([false, null]);
		inbound.receive(delta('c', '[3]', 'S1'));
		expect(inbound.take()).toEqual({
			kind: 'delta',
			parts: [
				{ table: 'a', rows: '[1]', gone: [] },
				{ table: 'b', rows: '[2]', gone: [] },
				{ table: 'c', rows: '[3]', gone: [] }
			],
			acks: [],
			to: 'S1',
			at: 'at S1'
		});
	});

	it('[P10] acknowledgements belong to the delta behind them; deltas that pile up are merged in order', () => {
		const inbound = new Inbound();
		for (const m of [delta('a', '["old"]', 'S1'), acks(1, 2), delta('a', '["new"]', 'S2', ['x']), acks(3), delta('b', '[]', 'S3')])
			inbound.receive(m);
		expect(inbound.take()).toMatchObject({
			to: 'S3',
			acks: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
			parts: [{ rows: '["old"]' }, { rows: '["new"]', gone: ['x'] }, { table: 'b' }]
		});
		expect(inbound.waiting).toBe(false);
	});

	it('[C1] deltas are not merged over a checksum: it is of the state between them', () => {
		const inbound = new Inbound();
		const checked = JSON.stringify({ t: 'checked', table: 'a', after: null, upto: null, rows: 0, sum: '0' });
		for (const m of [delta('a', '[1]', 'S1'), checked, delta('a', '[2]', 'S2')]) inbound.receive(m);
		expect([inbound.take(), inbound.take(), inbound.take()].map((i) => (i?.kind === 'delta' ? i.to : i?.kind))).toEqual([
			'S1',
			'checked',
			'S2'
		]);
	});

	it('sections are cut by length in UTF-16 units, whatever they hold', () => {
		const inbound = new Inbound();
		const [one, two] = ['[{"name":"São João 🙂\\n"}]', '[{"name":"𝒳"}]'];
		inbound.receive(
			`${JSON.stringify({
				t: 'delta',
				sections: [
					{ table: 'a', length: one.length, gone: [] },
					{ table: 'b', length: two.length, gone: [] }
				],
				to: 'S',
				at: ''
			})}\n${one}${two}`
		);
		expect(inbound.take()).toMatchObject({ parts: [{ rows: one }, { rows: two }] });
	});

	it('what a lost socket left unfinished is forgotten', () => {
		const inbound = new Inbound();
		inbound.receive(acks(7));
		inbound.receive(delta('a', '[1]', null));
		inbound.clear();
		inbound.receive(delta('b', '[2]', 'S'));
		expect(inbound.take()).toMatchObject({ acks: [], parts: [{ table: 'b' }] });
	});

	it('hands on what is not about rows', () => {
		const inbound = new Inbound();
		expect(inbound.receive('{"t":"beat","at":"now"}')).toEqual({ t: 'beat', at: 'now' });
		expect(inbound.receive(acks(1))).toBeNull();
	});
});
