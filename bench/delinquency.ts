/** "Carregar" in the Controle de Inadimplentes at 100,000 customers: the whole answer that the screen gets, from the replica alone. */
import type { DelinquencyArgs } from '#lib/queries/delinquency/filter.ts';
import type { DelinquencyList } from '#lib/queries/delinquency/list.ts';
import type { Core } from '#lib/sync/client/core.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { isReady, openReplica } from './support/replica.ts';
import { summarise } from './support/stats.ts';

const customers = 100_000;
const changing = 'everybody after a change';

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
		const began = performance.now();
		const first = (await core.ask('delinquency.list', {})) as DelinquencyList;
		// Everything is read once; what is kept answers from then on.
		const reading = performance.now() - began;
		const [city = ''] = first.cities;
		const [method = ''] = first.customers[0]?.billingMethodIds ?? [];
		const [group] = (await core.ask('delinquency.groups', {})) as readonly { readonly id: string }[];
		const questions: readonly (readonly [name: string, query: string, args: Partial<DelinquencyArgs>, p95: number | null])[] = [
			['everybody', 'delinquency.list', {}, 50],
			[changing, 'delinquency.list', {}, 50],
			['a month', 'delinquency.list', { from: '2026-11-01', to: '2026-11-30' }, 50],
			['a method', 'delinquency.list', { billingMethodIds: [method] }, 50],
			['without a city', 'delinquency.list', { exceptCities: [city] }, 50],
			['one customer', 'delinquency.list', { customerIds: [first.customers[0]?.id ?? ''] }, 50],
			['agreements', 'delinquency.list', { mode: 'include' }, 50],
			['a group', 'delinquency.list', { serviceGroupIds: group ? [group.id] : [] }, 50],
			['accounts', 'delinquency.debts', {}, null],
			['groups with balance', 'delinquency.groups', {}, null]
		];
		const params = { customers, overdue: first.totals.customers, accounts: first.totals.debts };
		const figures: Measured[] = [
			{
				name: 'delinquency/first ask of a day',
				unit: 'ms',
				...summarise([reading]),
				target: null,
				params: { ...params, load: loadAverage() }
			}
		];
		for (const [name, query, args, p95] of questions) {
			const values: number[] = [];
			for (let i = 0; i < lab.times(60) + 3; i++) {
				// Somebody works on one of them all the while.
				if (name === changing) await touch(core, first.customers[i % first.customers.length]!.id, i);
				const asked = performance.now();
				await core.ask(query, args);
				if (i >= 3) values.push(performance.now() - asked);
			}
			figures.push({
				name: `delinquency/${name}`,
				unit: 'ms',
				...summarise(values),
				target: p95 === null ? null : { kind: 'atMost', p95 },
				params: { ...params, load: loadAverage() }
			});
		}
		await replica.close();
		return figures;
	}
};

async function touch(core: Core, id: string, n: number): Promise<void> {
	const result = await core.mutate('customer.update', { id, changes: { reference: { from: null, to: `R${String(n)}` } } });
	if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
}
