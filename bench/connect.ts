/** An office whose line comes back: 50 sessions connect at once, each with the cursor of a replica that missed something. */
import type { Figure, Measured } from './support/figure.ts';
import type { Joined } from './support/crowd-process.ts';
import { loadAverage } from './support/machine.ts';
import { summarise } from './support/stats.ts';
import { touchCustomers } from './support/rows.ts';

const sessions = 50;

export const connect: Figure = {
	name: 'connect',
	what: '50 sessions connect at once, all caught up',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		const crowd = lab.child('./crowd-process.ts');
		const tokens = await Promise.all(
			['atendente.prudente', 'financeiro', 'admin'].map(async (login) => (await database.signIn(login)).token)
		);
		const figures: Measured[] = [];
		for (const missed of [200, 2_000]) {
			const all: number[] = [];
			const each: number[] = [];
			for (let i = 0; i < lab.times(10); i++) {
				for (const token of tokens) {
					const { place } = await crowd.call<Joined>('join', { url: centre.url, tokens: [token], sessions: 1 });
					await crowd.call('leave');
					await touchCustomers(database, missed);
					const { allMs, eachMs } = await crowd.call<Joined>('join', { url: centre.url, tokens: [token], sessions, from: place });
					await crowd.call('leave');
					all.push(allMs);
					each.push(...eachMs);
				}
			}
			figures.push({
				name: `connect/missed ${missed}`,
				unit: 'ms',
				...summarise(all),
				target: { kind: 'atMost', p95: 1_500 },
				baseline: { what: 'Rocicorp Zero 1.9 (measured earlier)', p50: 6_600 },
				params: { sessions, missedRows: missed, customers: 10_000, oneSessionP50: summarise(each).p50, load: loadAverage() }
			});
		}
		return figures;
	}
};
