/**
 * 200 mutations wait for the centre while rows that they wrote change there: undo, apply, replay, in one transaction, from
 * the arrival of the delta until it is in.
 */
import type { Figure } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { isReady, openReplica } from './support/replica.ts';
import { writeMark } from './support/sql-writer.ts';
import { lastMark, markText } from './support/marks.ts';
import { screenMark } from './support/screen.ts';
import { nowMs, summarise } from './support/stats.ts';

const pending = 200;

export const rebase: Figure = {
	name: 'rebase',
	what: 'rebase with 200 pending mutations',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		let frameAt = 0;
		const replica = await openReplica(
			{ url: centre.url, person: await database.signIn('atendente.prudente'), folder: lab.folder },
			(message) => {
				if (message.startsWith('{"t":"delta"') && lastMark(message) !== null) frameAt = nowMs();
			}
		);
		await replica.until(isReady);
		const customers = (await replica.core.sql<{ id: string }>(`select id from customer order by id limit ${pending}`)).map((r) => r.id);

		/** From the arrival of a delta about so many of these customers until it is on the screen. */
		const round = async (concerned: number): Promise<number[]> => {
			const times: number[] = [];
			for (let i = 0; i < lab.times(concerned === 1 ? 50 : 20); i++) {
				const n = lab.marks(1);
				const customerId = customers[(i * 7) % pending]!;
				const screen = screenMark(replica.core, customerId, n);
				if (concerned === 1) await writeMark(database.pool, n, customerId);
				else await database.pool.query(`update customer set remarks = $1 where id = any ($2)`, [markText(n), customers]);
				times.push((await screen) - frameAt);
			}
			return times;
		};
		const without = { one: await round(1), all: await round(pending) };

		// The centre can run none of them while somebody holds the row of this outbox; deltas go on.
		const holder = await database.pool.connect();
		await holder.query('begin');
		await holder.query(
			`select from sync.client where client_id = (select client_id from sync.client order by seen_at desc limit 1) for update`
		);
		for (const [i, id] of customers.entries()) {
			const result = await replica.core.mutate('customer.update', { id, changes: { district: { from: null, to: `Bairro ${i}` } } });
			if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
		}
		const waiting = replica.core.status.pending;
		if (waiting !== pending) throw new Error(`${waiting} pending instead of ${pending}`);
		const withPending = { one: await round(1), all: await round(pending) };
		await holder.query('rollback');
		holder.release();
		await replica.until(isReady);
		const repairs = await replica.core.verifyNow();
		if (repairs > 0) throw new Error(`the replica differed from the centre afterwards: ${repairs} ranges`);
		await replica.close();
		return (['one', 'all'] as const).map((concerned) => ({
			name: `rebase/${concerned} of 200 pending concerned`,
			unit: 'ms',
			...summarise(withPending[concerned]),
			target: { kind: 'atMost', p95: 150 },
			baseline: { what: 'same delta, nothing pending', ...summarise(without[concerned]) },
			params: { pending, customers: 10_000, from: 'frame received', to: 'on screen', load: loadAverage() }
		}));
	}
};
