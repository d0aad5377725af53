/**
 * The office traffic of others: marks written at a steady rate, and how long each takes to the last of twenty sessions of five kinds of
 * people. Measured for a while before a heavy job and again while it runs: what people notice of the job is the ratio.
 */
import type { Child } from './child.ts';
import type { Measured } from './figure.ts';
import type { Centre, Database, Lab } from './lab.ts';
import { loadAverage } from './machine.ts';
import { Arrivals } from './marking.ts';
import { aCustomerOf } from './rows.ts';
import { writeMark } from './sql-writer.ts';
import { round, type Summary } from './stats.ts';

const branch = 'Presidente Prudente';
const people = ['atendente.prudente', 'tecnico.prudente', 'gerente.prudente', 'financeiro', 'admin'];
const perSecond = 10;
/** ± 20 %: faster is no harm. */
const mostRatio = 1.2;

interface Beside<T> {
	readonly value: T;
	/** `NAME/office` and `NAME/office-ratio`. */
	readonly figures: Measured[];
}

export class Office {
	readonly #lab: Lab;
	readonly #database: Database;
	readonly #crowd: Child;
	readonly #customerId: string;

	private constructor(lab: Lab, database: Database, crowd: Child, customerId: string) {
		this.#lab = lab;
		this.#database = database;
		this.#crowd = crowd;
		this.#customerId = customerId;
	}

	/** Opens the sessions. `customerId`: somebody whom all of them may see; left out, one of the branch. */
	static async open(lab: Lab, database: Database, centre: Centre, customerId?: string): Promise<Office> {
		const crowd = lab.child('./crowd-process.ts');
		const tokens = await Promise.all(people.map(async (login) => (await database.signIn(login)).token));
		await crowd.call('join', { url: centre.url, tokens, sessions: 20 });
		return new Office(lab, database, crowd, customerId ?? (await aCustomerOf(database, branch)));
	}

	/** Runs `job` with the office at work, after the office alone. The job must not run in this process: it would measure itself. */
	async beside<T>(name: string, job: () => Promise<T>): Promise<Beside<T>> {
		const alone = this.#lab.times(150);
		await this.#phase(20, () => false);
		const before = await this.#phase(alone, () => false);
		let running = true;
		const done = job().finally(() => (running = false));
		const during = await this.#phase(0, () => running);
		const value = await done;
		const params = { perSecond, sessions: 20, load: loadAverage() };
		return {
			value,
			figures: [
				{
					name: `${name}/office`,
					unit: 'ms',
					...during,
					target: null,
					baseline: { what: 'the same office a moment before', ...before },
					params
				},
				{
					name: `${name}/office-ratio`,
					unit: 'ratio',
					p50: round(during.p50 / before.p50),
					p95: round(during.p95 / before.p95),
					p99: round(during.p99 / before.p99),
					n: during.n,
					target: { kind: 'atMost', p50: mostRatio, p95: mostRatio },
					params
				}
			]
		};
	}

	/** So many marks at least, and on while `goesOn`. A fifth of the marks of a job that is over at once would tell nothing: thirty at least. */
	async #phase(times: number, goesOn: () => boolean): Promise<Summary> {
		const arrivals = new Arrivals().ofLast(this.#crowd);
		const began = performance.now();
		const least = Math.max(times, 30);
		for (let i = 0; i < least || goesOn(); i++) {
			const wait = began + (i * 1000) / perSecond - performance.now();
			if (wait > 0) await new Promise((done) => setTimeout(done, wait));
			const n = this.#lab.marks(1);
			arrivals.sent(n, await writeMark(this.#database.pool, n, this.#customerId));
		}
		await arrivals.all();
		return arrivals.summary();
	}
}
