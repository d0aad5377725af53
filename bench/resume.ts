/** A replica that was away while 10,000 different rows changed, from the line's return until the last is on its screen. */
import type { Figure } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { isReady, openReplica } from './support/replica.ts';
import { aCustomerOf, touchInvoices } from './support/rows.ts';
import { screenMark } from './support/screen.ts';
import { nowMs, round, summarise } from './support/stats.ts';

export const resume: Figure = {
	name: 'resume',
	what: 'resume after missing 10,000 distinct rows',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		const customerId = await aCustomerOf(database, 'Presidente Prudente');
		const began = nowMs();
		const replica = await openReplica({ url: centre.url, person: await database.signIn('admin'), folder: lab.folder });
		await replica.until(isReady);
		const firstLoadMs = nowMs() - began;
		const times: number[] = [];
		for (let i = 0; i < lab.times(10); i++) {
			replica.transport.down = true;
			replica.transport.cut();
			await replica.until((s) => s.link.state === 'offline');
			const n = lab.marks(1);
			const { rows } = await database.pool.query<{ id: string }>(`select id from invoice order by md5(id::text || $1) limit 5000`, [
				String(i)
			]);
			// Some 20,000 changes of about 10,000 rows: only the rows are to be paid for, not the changes.
			for (let k = 0; k < 3; k++)
				await database.pool.query(`update invoice set amount_cents = amount_cents + 1 where id = any ($1)`, [rows.map((r) => r.id)]);
			await touchInvoices(database, 5_000, { n, customerId });
			const screen = screenMark(replica.core, customerId, n);
			replica.transport.down = false;
			const at = nowMs();
			replica.core.reconnect();
			times.push((await screen) - at);
			await replica.until(isReady);
		}
		const repairs = await replica.core.verifyNow();
		if (repairs > 0) throw new Error(`the replica differed from the centre afterwards: ${repairs} ranges`);
		await replica.close();
		return [
			{
				name: 'resume/10000 rows',
				unit: 'ms',
				...summarise(times),
				target: { kind: 'atMost', p95: 1_500 },
				baseline: { what: 'loading the whole replica again', p50: round(firstLoadMs) },
				params: { rows: 10_000, changes: 20_000, customers: 10_000, load: loadAverage() }
			}
		];
	}
};
