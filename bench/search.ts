/** Searching 100,000 customers in a replica: as typed letter by letter, by each field, exactly, and over all fields at once. */
import { formatMac } from '#lib/domain/search/mac.ts';
import { rowFields, ruleOf, type RowField } from '#lib/domain/search/fields.ts';
import { formatDay } from '#lib/domain/day/day.ts';
import type { Core } from '#lib/sync/client/core.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { isReady, openReplica } from './support/replica.ts';
import { summarise } from './support/stats.ts';

interface Question {
	readonly text: string;
	readonly field: RowField | 'any';
	readonly condition: 'contains' | 'equals';
}
/** Values that stand in a field's column, so that each question has an answer. */
type Samples = ReadonlyMap<RowField, readonly string[]>;

const customers = 100_000;

export const search: Figure = {
	name: 'search',
	what: 'search of each kind in 100,000 customers (Node, memory)',
	async run(lab) {
		const database = await lab.database(customers);
		const centre = await lab.centre(database);
		const replica = await openReplica({ url: centre.url, person: await database.signIn('admin'), folder: lab.folder });
		await replica.until(isReady);
		const samples = await sample(replica.core, lab.times(40));
		const names = samples.get('name')!;
		const kinds: readonly (readonly [kind: string, p95: number, questions: readonly Question[]])[] = [
			['typed', 15, letters(samples)],
			['all', 40, everything(samples)],
			['all-exact', 5, everything(samples).map((one) => ({ ...one, condition: 'equals' as const }))],
			[
				'words',
				40,
				names
					.flatMap((name) => pairs(name))
					.concat(hard)
					.map((text) => ({ text, field: 'any', condition: 'contains' as const }))
			],
			...rowFields.flatMap((field) => [
				[`contains/${field}`, 15, (samples.get(field) ?? []).flatMap((text) => pieces(field, text))] as const,
				[`exact/${field}`, 5, (samples.get(field) ?? []).map((text) => ({ text, field, condition: 'equals' as const }))] as const
			])
		];
		const figures: Measured[] = [];
		for (const [kind, p95, questions] of kinds) {
			if (questions.length === 0) continue;
			await ask(replica.core, questions.slice(0, 3));
			const answers = await ask(replica.core, questions);
			const slowest = answers.toSorted((a, b) => b.ms - a.ms).slice(0, 3);
			figures.push({
				name: `search/${kind}`,
				unit: 'ms',
				...summarise(answers.map((a) => a.ms)),
				target: { kind: 'atMost', p95 },
				params: {
					customers,
					nothing: answers.filter((a) => a.found === 0).length,
					slowest: slowest
						.map((s) => `${s.question.field} ${s.question.condition} ${JSON.stringify(s.question.text)} ${s.ms.toFixed(0)} ms`)
						.join('; '),
					load: loadAverage()
				}
			});
		}
		await replica.close();
		return figures;
	}
};

/** Texts that were slow once. */
const hard = ['rua silva 12', 'jundiai', 'prado vieira', 'maria silva', 'rua', 'ana', 'silva', 'av brasil 900', 'joao 13', 'gmail'];

async function sample(core: Core, count: number): Promise<Samples> {
	const out = new Map<RowField, readonly string[]>();
	for (const field of rowFields) {
		const { table, columns, deleted, personKind } = ruleOf(field);
		const column = columns[0]!;
		const where = [
			`${column} is not null`,
			deleted === undefined ? '' : `deleted_at is ${deleted ? 'not ' : ''}null`,
			personKind ? `person_kind = '${personKind}'` : '',
			table === 'equipment' ? 'customer_id is not null' : ''
		].filter(Boolean);
		const rows = await core.sql<{ v: string }>(
			`select ${column}::text as v from "${table}" where ${where.join(' and ')} order by md5(id::text) limit ${count}`
		);
		out.set(
			field,
			rows.map(({ v }) => shown(field, v))
		);
	}
	return out;
}

/** As people type it. */
function shown(field: RowField, value: string): string {
	const { reads } = ruleOf(field);
	return reads === 'mac' ? formatMac(value) : reads === 'day' ? formatDay(value) : value;
}

/** Every state of the search field while somebody types a name, a document, a telephone, a street, a MAC. */
function letters(samples: Samples): Question[] {
	return (['name', 'cpf', 'mobile', 'address', 'mac', 'login'] as const).flatMap((field) =>
		(samples.get(field) ?? []).slice(0, 12).flatMap((value) => {
			const text = value.slice(0, 16).trim();
			return Array.from({ length: text.length }, (_, k) => ({
				text: text.slice(0, k + 1),
				field: 'any' as const,
				condition: 'contains' as const
			}));
		})
	);
}

/** A whole value of every field, in the one box. */
const everything = (samples: Samples): Question[] =>
	rowFields
		.filter((field) => ruleOf(field).inAll !== 'never')
		.flatMap((field) => (samples.get(field) ?? []).slice(0, 8).map((text) => ({ text, field: 'any', condition: 'contains' }) as const));

/** First and last name, in the wrong order. */
const pairs = (name: string): string[] => {
	const words = name.split(' ');
	return words.length < 2 ? [] : [`${words.at(-1)!} ${words[0]!}`];
};

/** The beginning, the middle and the end of a value. */
function pieces(field: RowField, value: string): Question[] {
	const third = Math.max(3, Math.ceil(value.length / 2));
	const from = [0, Math.floor((value.length - third) / 2), value.length - third];
	const texts =
		ruleOf(field).reads === 'day'
			? [value, value.slice(3)]
			: from.map((at) => value.slice(Math.max(0, at), Math.max(0, at) + third).trim());
	return texts.filter((text) => text !== '').map((text) => ({ text, field, condition: 'contains' }));
}

async function ask(core: Core, questions: readonly Question[]): Promise<{ question: Question; ms: number; found: number }[]> {
	const answers = [];
	for (const question of questions) {
		const began = performance.now();
		const found = (await core.ask('customer.search', question)) as readonly unknown[];
		answers.push({ question, ms: performance.now() - began, found: found.length });
	}
	return answers;
}
