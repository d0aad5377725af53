/** Somebody's write transaction stays open (a migration, a forgotten psql): everybody else's changes travel as before. */
import type { Figure } from './support/figure.ts';
import { Arrivals, atRate } from './support/marking.ts';
import { loadAverage } from './support/machine.ts';
import { aCustomerOf } from './support/rows.ts';
import { writeMark } from './support/sql-writer.ts';
import { round, type Summary } from './support/stats.ts';

export const longTransaction: Figure = {
	name: 'long-transaction',
	what: 'propagation while a write transaction stays open',
	async run(lab) {
		const seconds = lab.options.long ? 600 : lab.options.quick ? 10 : 60;
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		const customerId = await aCustomerOf(database, 'Presidente Prudente');
		const reader = lab.child('./replica-process.ts');
		await reader.call('open', { url: centre.url, person: await database.signIn('atendente.prudente'), folder: lab.folder });
		await reader.call('verify');
		await reader.call('show', { customerId, search: 'silva' });
		const measure = async (forSeconds: number): Promise<Summary> => {
			const times = forSeconds * 10;
			const first = lab.marks(times);
			const screen = new Arrivals().of(reader, 'screen');
			await atRate(10, times, async (i) => screen.sent(first + i, await writeMark(database.pool, first + i, customerId)));
			await screen.all();
			return screen.summary();
		};
		await measure(5);
		const before = await measure(Math.min(seconds, 60));
		const other = await database.pool.connect();
		await other.query('begin');
		await other.query(`update customer set reference = 'aberta' where id = (select id from customer where id <> $1 limit 1)`, [customerId]);
		const during = await measure(seconds);
		await other.query('rollback');
		other.release();
		const params = { openSeconds: seconds, perSecond: 10, customers: 10_000, load: loadAverage() };
		const ratio = round(during.p50 / before.p50);
		return [
			{
				name: 'long-transaction/screen',
				unit: 'ms',
				...during,
				target: null,
				baseline: { what: 'no other transaction open', ...before },
				params
			},
			{
				name: 'long-transaction/p50 during ÷ before',
				unit: 'ratio',
				p50: ratio,
				p95: ratio,
				p99: ratio,
				n: during.n,
				target: { kind: 'atMost', p50: 1.2 },
				params: { ...params, p95Ratio: round(during.p95 / before.p95) }
			}
		];
	}
};
