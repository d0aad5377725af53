/** Searching 100,000 customers in a replica: as typed, letter by letter, and for an exact field. */
import type { Core } from '#lib/sync/client/core.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { isReady, openReplica } from './support/replica.ts';
import { summarise } from './support/stats.ts';

interface Sample {
	readonly name: string;
	readonly tax_id: string;
	readonly code: number;
	readonly mobile: string | null;
	readonly email: string | null;
	readonly address: string;
}
interface Question {
	readonly text: string;
	readonly field?: string;
	readonly condition?: string;
}

export const search: Figure = {
	name: 'search',
	what: 'search as typed and by exact field in 100,000 customers (Node, memory)',
	async run(lab) {
		const customers = 100_000;
		const database = await lab.database(customers);
		const centre = await lab.centre(database);
		const replica = await openReplica({ url: centre.url, person: await database.signIn('admin'), folder: lab.folder });
		await replica.until(isReady);
		const samples = await replica.core.sql<Sample>(
			`select name, tax_id, code, mobile, email, address from customer order by md5(id::text) limit ${lab.times(100)}`
		);
		const typed = samples.flatMap(typing);
		const exact = samples.flatMap(exactly);
		const figures: Measured[] = [];
		for (const [what, questions, p95] of [
			['typed', typed, 15],
			['exact', exact, 5]
		] as const) {
			const withIndex = await ask(replica.core, questions);
			await replica.core.sql(`set enable_bitmapscan = off`);
			await replica.core.sql(`set enable_indexscan = off`);
			const scanning = await ask(
				replica.core,
				questions.filter((_, i) => i % 10 === 0)
			);
			await replica.core.sql(`reset enable_bitmapscan`);
			await replica.core.sql(`reset enable_indexscan`);
			const slowest = withIndex.toSorted((a, b) => b.ms - a.ms).slice(0, 3);
			figures.push({
				name: `search/${what}`,
				unit: 'ms',
				...summarise(withIndex.map((a) => a.ms)),
				target: { kind: 'atMost', p95 },
				baseline: { what: 'sequential scan', ...summarise(scanning.map((a) => a.ms)) },
				params: {
					customers,
					slowest: slowest.map((s) => `${JSON.stringify(s.question)} ${s.ms.toFixed(0)} ms`).join('; '),
					load: loadAverage()
				}
			});
		}
		await replica.close();
		return figures;
	}
};

/** Every state of the search field while somebody types a name, a document, a telephone or a street. */
function typing(s: Sample, i: number): Question[] {
	const [first = '', ...others] = s.name.split(' ');
	const whole = [
		`${first} ${others.at(-1) ?? ''}`,
		others.at(-1) ?? first,
		s.tax_id,
		s.mobile?.slice(2) ?? first,
		s.address.split(',')[0]!
	][i % 5]!;
	const text = whole.trim().slice(0, 16);
	return Array.from({ length: text.length }, (_, k) => ({ text: text.slice(0, k + 1) }));
}

function exactly(s: Sample): Question[] {
	const equals = (field: string, text: string | null): Question[] => (text === null ? [] : [{ field, text, condition: 'equals' }]);
	return [
		...equals('name', s.name),
		...equals(s.tax_id.length === 11 ? 'cpf' : 'cnpj', s.tax_id),
		...equals('code', String(s.code)),
		...equals('mobile', s.mobile),
		...equals('email', s.email),
		...equals('any', s.tax_id)
	];
}

async function ask(core: Core, questions: readonly Question[]): Promise<{ question: Question; ms: number }[]> {
	const answers = [];
	for (const question of questions) {
		const began = performance.now();
		await core.ask('customer.search', question);
		answers.push({ question, ms: performance.now() - began });
	}
	return answers;
}
