/** The first visit: from nothing until one can search, and until all is there. The headless replica, in memory. */
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { isReady, openReplica } from './support/replica.ts';
import { nowMs, round, summarise } from './support/stats.ts';

export const firstLoad: Figure = {
	name: 'first-load',
	what: 'first replica of 10,000 and 100,000 customers with children (Node, memory)',
	async run(lab) {
		const figures: Measured[] = [];
		for (const [customers, times, target] of [
			[10_000, 5, 4_000],
			[100_000, lab.options.quick ? 1 : 3, 15_000]
		] as const) {
			const database = await lab.database(customers);
			const centre = await lab.centre(database);
			const person = await database.signIn('admin');
			const [search, complete]: [number[], number[]] = [[], []];
			let rows = 0;
			for (let i = 0; i < times; i++) {
				const began = nowMs();
				const replica = await openReplica({ url: centre.url, person, folder: lab.folder });
				await replica.until((s) => s.load.usable);
				await replica.core.ask('customer.search', { text: 'silva' });
				search.push(nowMs() - began);
				await replica.until(isReady);
				complete.push(nowMs() - began);
				rows = replica.core.status.load.rowsDone;
				await replica.close();
			}
			const params = { customers, rows, load: loadAverage() };
			figures.push(
				{ name: `first-load/${customers}/search`, unit: 'ms', ...summarise(search), target: { kind: 'atMost', p95: target }, params },
				{
					name: `first-load/${customers}/complete`,
					unit: 'ms',
					...summarise(complete),
					target: null,
					params: { ...params, rowsPerSecond: round((rows / summarise(complete).p50) * 1000) }
				}
			);
			await lab.stop(centre.child);
		}
		return figures;
	}
};
