/**
 * One node, 2,000 sessions with the same rights: until the last has the frame, what an idle one weighs, and what happens
 * to the others (and to the node's memory) when every tenth stops reading.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Figure, Measured } from './support/figure.ts';
import type { Joined } from './support/crowd-process.ts';
import { Arrivals, atRate } from './support/marking.ts';
import { loadAverage } from './support/machine.ts';
import { aCustomerOf, touchCustomers } from './support/rows.ts';
import { writeMark } from './support/sql-writer.ts';
import { round } from './support/stats.ts';

const crowdSize = 1_000;

export const fanOut: Figure = {
	name: 'fan-out',
	what: 'one node, 2,000 sessions in one audience',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database, { node: ['--expose-gc'] });
		const tokens = [(await database.signIn('admin')).token];
		const crowds = [lab.child('./crowd-process.ts'), lab.child('./crowd-process.ts')];
		const customerId = await aCustomerOf(database, 'Presidente Prudente');
		const join = (sessions: number) =>
			Promise.all(crowds.map((c) => c.call<Joined>('join', { url: centre.url, tokens, sessions, atOnce: 25 })));
		const write = (n: number) => writeMark(database.pool, n, customerId);
		const sessions = crowdSize * crowds.length;

		// Code is compiled and pools are full before memory is looked at.
		await join(10);
		for (let i = 0; i < 20; i++) await write(lab.marks(1));
		await delay(1_000);
		const empty = (await centre.usage()).rss;
		await join(crowdSize - 10);
		await delay(3_000);
		const full = (await centre.usage()).rss;
		const perSession = round((full - empty) / (sessions - 20) / 1024);

		/** Marks at a steady rate; `heavy` adds a large transaction every half second, as stalled readers need to stall. */
		const measure = async (heavy: boolean) => {
			const times = lab.times(heavy ? 120 : 200);
			const first = lab.marks(times);
			const last = new Arrivals().ofLast(...crowds);
			let more = heavy;
			const background = (async () => {
				while (more) await Promise.all([touchCustomers(database, 1_000), delay(500)]);
			})();
			await atRate(heavy ? 3 : 5, times, async (i) => last.sent(first + i, await write(first + i)));
			await last.all();
			more = false;
			await background;
			return last.summary();
		};
		await measure(false);
		const quiet = await measure(false);
		const heavyBefore = await measure(true);
		const rssBefore = (await centre.usage()).rss;
		const stalled = (await Promise.all(crowds.map((c) => c.call<number>('stall', { every: 10 })))).reduce((a, b) => a + b);
		const heavyStalled = await measure(true);
		const rssStalled = (await centre.usage()).rss;
		const stalls = /stalls(?:_total)? (\d+)/.exec(await centre.child.call<string>('metrics'))?.[1] ?? 'unknown';

		const params = { sessions, customers: 10_000, load: loadAverage() };
		const figures: Measured[] = [
			{ name: 'fan-out/last session', unit: 'ms', ...quiet, target: { kind: 'atMost', p99: 100 }, params: { ...params, perSecond: 5 } },
			{
				name: 'fan-out/memory per session',
				unit: 'KB',
				p50: perSession,
				p95: perSession,
				p99: perSession,
				n: sessions,
				target: { kind: 'atMost', p50: 30 },
				params: { ...params, emptyMB: round(empty / 2 ** 20), fullMB: round(full / 2 ** 20) }
			},
			{
				name: 'fan-out/last reader, 10 % stalled',
				unit: 'ms',
				...heavyStalled,
				target: { kind: 'atMost', p50: round(heavyBefore.p50 * 1.2) },
				baseline: { what: 'same traffic, nobody stalled', ...heavyBefore },
				params: {
					...params,
					stalled,
					stalls,
					rssBeforeMB: round(rssBefore / 2 ** 20),
					rssStalledMB: round(rssStalled / 2 ** 20),
					perSecond: 3,
					largeTransactions: '1000 customers, twice a second'
				}
			}
		];
		return figures;
	}
};
