/**
 * What the change log costs those who write: eight writers, one-row transactions, with the statement triggers of the log
 * on, off, and replaced by row-level ones. Rounds are interleaved, so that all get the same mood of the machine. Histórico
 * stays on throughout: it is part of what a write costs here, with or without replicas.
 */
import type pg from 'pg';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { round, summarise } from './support/stats.ts';

const writers = 8;
const modes = ['without', 'statement', 'row'] as const;
type Mode = (typeof modes)[number];

const rowTrigger = `
create or replace function bench_row_log() returns trigger language plpgsql security definer as $$
begin
	insert into sync.change (table_id, row_id, scope) values (7, new.id, new.branch_id);
	if old.branch_id <> new.branch_id then insert into sync.change (table_id, row_id, scope) values (7, old.id, old.branch_id); end if;
	return null;
end $$;
create or replace trigger bench_row after update on customer for each row execute function bench_row_log();
alter table customer disable trigger bench_row`;

export const updateRate: Figure = {
	name: 'update-rate',
	what: "the centre's update rate with the change log ÷ without, 8 writers",
	async run(lab) {
		const { pool } = await lab.database(10_000);
		await pool.query(rowTrigger);
		const ids = (await pool.query<{ id: string }>(`select id from customer`)).rows.map((r) => r.id);
		const figures: Measured[] = [];
		for (const [rows, what] of [
			[1, '1 row'],
			[50, '50 rows']
		] as const) {
			const rates: Record<Mode, number[]> = { without: [], statement: [], row: [] };
			const rounds = lab.times(10);
			for (let i = 0; i < rounds + 1; i++) {
				for (const mode of modes) {
					await switchTo(pool, mode);
					const rate = await writeFor(pool, ids, rows, lab.options.quick ? 500 : 2_000);
					if (i > 0) rates[mode].push(rate); // the first round warms the caches
				}
			}
			await switchTo(pool, 'statement');
			const ratios = (mode: Mode) => summarise(rates[mode].map((rate, i) => rate / rates.without[i]!));
			figures.push({
				name: `update-rate/${what} a transaction`,
				unit: 'ratio',
				...ratios('statement'),
				target: { kind: 'atLeast', p50: 0.8 },
				baseline: { what: 'log by row-level triggers', ...ratios('row') },
				params: {
					writers,
					rounds,
					perSecondWithout: round(summarise(rates.without).p50),
					perSecondWith: round(summarise(rates.statement).p50),
					fsync: true,
					load: loadAverage()
				}
			});
		}
		await pool.query(`drop trigger bench_row on customer; drop function bench_row_log()`);
		return figures;
	}
};

async function switchTo(pool: pg.Pool, mode: Mode): Promise<void> {
	await pool.query(`alter table customer ${mode === 'statement' ? 'enable' : 'disable'} trigger sync_update`);
	await pool.query(`alter table customer ${mode === 'row' ? 'enable' : 'disable'} trigger bench_row`);
}

/** Transactions a second. */
async function writeFor(pool: pg.Pool, ids: readonly string[], rows: number, ms: number): Promise<number> {
	const began = performance.now();
	let done = 0;
	await Promise.all(
		Array.from({ length: writers }, async (_, w) => {
			const client = await pool.connect();
			// Each writer has its own customers: what is compared is the log, not the waiting for each other's rows.
			const mine = ids.filter((_id, i) => i % writers === w);
			for (let i = 0; performance.now() - began < ms; i += rows) {
				const some = Array.from({ length: rows }, (_r, k) => mine[(i + k) % mine.length]!);
				await client.query({
					name: 'bench-update',
					text: `update customer set reference = $1 where id = any ($2::uuid[])`,
					values: [`R${i}-${Math.random()}`, some]
				});
				done++;
			}
			client.release();
		})
	);
	return (done / (performance.now() - began)) * 1000;
}
