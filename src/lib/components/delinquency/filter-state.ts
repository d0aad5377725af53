import { isDay } from '#lib/domain/day/day.ts';
import type { AgreementMode } from '#lib/domain/delinquency/debt.ts';
import type { DelinquencyArgs } from '#lib/queries/delinquency/filter.ts';
import { recall, remember } from '#lib/ui/remembered.ts';

/** The filters as the screen holds them: what the question takes, without the day. */
export type FilterState = Omit<DelinquencyArgs, 'asked'>;

/** What the screen opens with: everybody, agreements by their overdue instalments. */
export const everything: FilterState = {
	from: null,
	to: null,
	customerIds: [],
	billingMethodIds: [],
	serviceGroupIds: [],
	exceptCities: [],
	active: true,
	inactive: true,
	personKind: null,
	mode: 'exclude'
};

export const sameFilter = (a: FilterState, b: FilterState): boolean => JSON.stringify(normal(a)) === JSON.stringify(normal(b));
/** In which order something was ticked makes no other filter. */
const normal = (filter: FilterState): FilterState => ({
	...filter,
	customerIds: [...filter.customerIds].sort(),
	billingMethodIds: [...filter.billingMethodIds].sort(),
	serviceGroupIds: [...filter.serviceGroupIds].sort(),
	exceptCities: [...filter.exceptCities].sort()
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const lists = { customerIds: 'cliente', billingMethodIds: 'forma', serviceGroupIds: 'grupo', exceptCities: 'sem-cidade' } as const;
const persons = { natural: 'fisica', legal: 'juridica' } as const;

/** The filters as an address has them, so that a list can be bookmarked, sent, and come back to; what is as at first is left out. */
export function toAddress(filter: FilterState): URLSearchParams {
	const query = new URLSearchParams();
	if (filter.from !== null) query.set('de', filter.from);
	if (filter.to !== null) query.set('ate', filter.to);
	for (const [key, name] of Object.entries(lists)) for (const value of filter[key as keyof typeof lists]) query.append(name, value);
	if (filter.active !== filter.inactive) query.set('situacao', filter.active ? 'ativos' : 'inativos');
	else if (!filter.active) query.set('situacao', 'nenhum');
	if (filter.personKind !== null) query.set('pessoa', persons[filter.personKind]);
	if (filter.mode === 'include') query.set('parc', 'incluir');
	return query;
}

/** The filters of an address; null when it names none. What cannot be read is left as at first: an old link must still open. */
export function fromAddress(query: URLSearchParams): FilterState | null {
	const known = ['de', 'ate', 'situacao', 'pessoa', 'parc', ...Object.values(lists)];
	if (!known.some((name) => query.has(name))) return null;
	const day = (name: string): string | null => {
		const text = query.get(name);
		return text !== null && isDay(text) ? text : null;
	};
	const ids = (name: string): string[] => query.getAll(name).filter((value) => uuid.test(value));
	const status = query.get('situacao');
	const person = query.get('pessoa');
	return {
		from: day('de'),
		to: day('ate'),
		customerIds: ids(lists.customerIds),
		billingMethodIds: ids(lists.billingMethodIds),
		serviceGroupIds: ids(lists.serviceGroupIds),
		exceptCities: query.getAll(lists.exceptCities).map((city) => city.slice(0, 200)),
		active: status !== 'inativos' && status !== 'nenhum',
		inactive: status !== 'ativos' && status !== 'nenhum',
		personKind: person === persons.natural ? 'natural' : person === persons.legal ? 'legal' : null,
		mode: (query.get('parc') === 'incluir' ? 'include' : 'exclude') satisfies AgreementMode
	};
}

// Under `search.`: it names customers and goes when the person signs out.
const keyOf = (userId: string): string => `search.delinquency.${userId}`;
/** The last filters of this person on this computer, kept as their address. */
export const lastFilter = (userId: string): FilterState =>
	fromAddress(new URLSearchParams(recall(keyOf(userId), '', (value): value is string => typeof value === 'string'))) ?? everything;
export const keepFilter = (userId: string, filter: FilterState): void => {
	remember(keyOf(userId), toAddress(filter).toString());
};
