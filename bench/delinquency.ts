/** "Carregar" in the Controle de Inadimplentes at 100,000 customers: the whole answer that the screen gets, from the replica alone. */
import type { DelinquencyArgs } from '#lib/queries/delinquency/filter.ts';
import type { DelinquencyList } from '#lib/queries/delinquency/list.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { isReady, openReplica } from './support/replica.ts';
import { summarise } from './support/stats.ts';

const customers = 100_000;

export const delinquency: Figure = {
	name: 'delinquency',
	what: 'who is overdue among 100,000 customers, under several filters (Node, memory)',
	async run(lab) {
		const database = await lab.database(customers);
		const centre = await lab.centre(database);
		const replica = await openReplica({ url: centre.url, person: await database.signIn('admin'), folder: lab.folder });
		await replica.until(isReady);
		// What is asked is here: the centre is not needed any more.
		await centre.stop();
		const { core } = replica;
		const first = (await core.ask('delinquency.list', {})) as DelinquencyList;
		const [city = ''] = first.cities;
		const [method = ''] = first.customers[0]?.billingMethodIds ?? [];
		const [group] = (await core.ask('delinquency.groups', {})) as readonly { readonly id: string }[];
		const questions: readonly (readonly [name: string, query: string, args: Partial<DelinquencyArgs>, p95: number | null])[] = [
			['everybody', 'delinquency.list', {}, 50],
			['a month', 'delinquency.list', { from: '2026-11-01', to: '2026-11-30' }, 50],
			['a method', 'delinquency.list', { billingMethodIds: [method] }, 50],
			['without a city', 'delinquency.list', { exceptCities: [city] }, 50],
			['one customer', 'delinquency.list', { customerIds: [first.customers[0]?.id ?? ''] }, 50],
			['agreements', 'delinquency.list', { mode: 'include' }, 50],
			['a group', 'delinquency.list', { serviceGroupIds: group ? [group.id] : [] }, null],
			['accounts', 'delinquency.debts', {}, null],
			['groups with balance', 'delinquency.groups', {}, null]
		];
		const figures: Measured[] = [];
		for (const [name, query, args, p95] of questions) {
			const values: number[] = [];
			for (let i = 0; i < lab.times(60) + 3; i++) {
				const began = performance.now();
				await core.ask(query, args);
				if (i >= 3) values.push(performance.now() - began);
			}
			figures.push({
				name: `delinquency/${name}`,
				unit: 'ms',
				...summarise(values),
				target: p95 === null ? null : { kind: 'atMost', p95 },
				params: { customers, overdue: first.totals.customers, accounts: first.totals.debts, load: loadAverage() }
			});
		}
		await replica.close();
		return figures;
	}
};
