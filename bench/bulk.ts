/** One transaction that changes 10,000 rows: until they are in a replica and on its screen. */
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { screenMark } from './support/screen.ts';
import { isReady, openReplica } from './support/replica.ts';
import { aCustomerOf, touchCustomers, touchInvoices } from './support/rows.ts';
import { nowMs, summarise } from './support/stats.ts';

export const bulk: Figure = {
	name: 'bulk',
	what: '10,000 rows in one transaction → in a replica',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		let frameAt = 0;
		const replica = await openReplica({ url: centre.url, person: await database.signIn('admin'), folder: lab.folder }, (message) => {
			if (message.startsWith('{"t":"delta"')) frameAt = nowMs();
		});
		await replica.until(isReady);
		const customerId = await aCustomerOf(database, 'Presidente Prudente');
		const figures: Measured[] = [];
		for (const [kind, touch] of [
			['customers', touchCustomers],
			['invoices', touchInvoices]
		] as const) {
			const times: number[] = [];
			const frames: number[] = [];
			for (let i = 0; i < lab.times(10); i++) {
				const n = lab.marks(1);
				const screen = screenMark(replica.core, customerId, n);
				const sentAt = await touch(database, 10_000, { n, customerId });
				times.push((await screen) - sentAt);
				frames.push(frameAt - sentAt);
			}
			figures.push({
				name: `bulk/${kind}`,
				unit: 'ms',
				...summarise(times),
				target: { kind: 'atMost', p95: 1_200 },
				baseline: { what: 'Rocicorp Zero 1.9 (measured earlier)', p50: 1_700 },
				params: { rows: 10_000, customers: 10_000, lastFrameP50: summarise(frames).p50, load: loadAverage() }
			});
		}
		const repairs = await replica.core.verifyNow();
		if (repairs > 0) throw new Error(`the replica differed from the centre afterwards: ${repairs} ranges`);
		await replica.close();
		return figures;
	}
};
