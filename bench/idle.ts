/** One replica, nothing else going on: a commit by plain SQL until the row is in the replica. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Figure, Measured } from './support/figure.ts';
import { Arrivals } from './support/marking.ts';
import { loadAverage } from './support/machine.ts';
import { aCustomerOf } from './support/rows.ts';
import { writeMark } from './support/sql-writer.ts';

export const idle: Figure = {
	name: 'idle',
	what: 'plain SQL commit → row in one replica, idle centre',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		const customerId = await aCustomerOf(database, 'Presidente Prudente');
		const reader = lab.child('./replica-process.ts');
		await reader.call('open', { url: centre.url, person: await database.signIn('atendente.prudente'), folder: lab.folder });
		await reader.call('verify');
		await reader.call('show', { customerId, search: 'silva' });

		const measure = async (pause: string, times: number, pauseMs: () => number): Promise<Measured[]> => {
			const first = lab.marks(times);
			const arrivals = {
				replica: new Arrivals().of(reader, 'applied'),
				screen: new Arrivals().of(reader, 'screen'),
				frame: new Arrivals().of(reader, 'frame')
			};
			for (let n = first; n < first + times; n++) {
				await delay(pauseMs());
				const at = await writeMark(database.pool, n, customerId);
				for (const each of Object.values(arrivals)) each.sent(n, at);
			}
			await Promise.all(Object.values(arrivals).map((each) => each.all()));
			const { replica, screen, frame } = {
				replica: arrivals.replica.summary(),
				screen: arrivals.screen.summary(),
				frame: arrivals.frame.summary()
			};
			return [
				{
					name: `idle/${pause}`,
					unit: 'ms',
					...replica,
					target: { kind: 'atMost', p50: 10, p99: 25 },
					baseline: { what: 'Rocicorp Zero 1.9 on such a machine (measured earlier)', p50: 9.4, p99: 20.5 },
					params: {
						customers: 10_000,
						screenP50: screen.p50,
						screenP99: screen.p99,
						frameP50: frame.p50,
						frameP99: frame.p99,
						load: loadAverage()
					}
				}
			];
		};
		return [
			...(await measure('every 250 ms', lab.times(300), () => 150 + 200 * Math.random())),
			// Long enough for whatever grows lazy when nothing happens.
			...(await measure('every 3 s', lab.times(30), () => 2_500 + 1_000 * Math.random()))
		];
	}
};
