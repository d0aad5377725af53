/**
 * What figures are measured in: one real Postgres for the run, a database of demonstration customers per size, nodes and
 * replicas in processes of their own. Everything on loopback and under one temporary folder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadDemo } from '#lib/demo/load.ts';
import { startTestPostgres, type TestPostgres } from '#sync-server/testing/database.ts';
import { startChild, type Child } from './child.ts';
import { signIn, type Person } from './people.ts';

export interface LabOptions {
	/** The slow variants too: a transaction of ten minutes. */
	readonly long: boolean;
	/** A tenth of the repetitions: shows that it runs, not how fast. */
	readonly quick: boolean;
	log(line: string): void;
}

export interface Database {
	readonly url: string;
	readonly pool: pg.Pool;
	signIn(login: string): Promise<Person>;
}

export interface Centre {
	readonly url: string;
	readonly child: Child;
	usage(): Promise<{ rss: number; cpuMs: number }>;
	stop(): Promise<void>;
}

export class Lab {
	readonly options: LabOptions;
	/** For journals and profiles; deleted at the end. */
	readonly folder = mkdtempSync(join(tmpdir(), 'balcao-bench-'));
	readonly #open = new Set<{ stop(): Promise<void> }>();
	readonly #databases = new Map<number, Database>();
	#postgres: TestPostgres | null = null;

	constructor(options: LabOptions) {
		this.options = options;
	}

	#nextMark = 0;
	/** The first of so many marks that nothing in any database of this run carries yet. */
	marks(count: number): number {
		this.#nextMark += count;
		return this.#nextMark - count;
	}

	/** How often to repeat. */
	times(n: number): number {
		return this.options.quick ? Math.max(3, Math.ceil(n / 10)) : n;
	}

	/** Postgres as it is in production: what is committed is on disk. */
	async postgres(): Promise<TestPostgres> {
		return (this.#postgres ??= await startTestPostgres({ fsync: true, settings: { max_connections: '300' } }));
	}

	/** A database with that many customers and what hangs on them; one per size, kept for the run. */
	async database(customers: number): Promise<Database> {
		const kept = this.#databases.get(customers);
		if (kept) return kept;
		const began = performance.now();
		const { url: template } = await this.postgres();
		const url = new URL(template);
		url.pathname = `/bench_${customers}`;
		await this.#administer(`create database bench_${customers} template ${new URL(template).pathname.slice(1)}`);
		await loadDemo(url.href, { customers, today: '2026-11-21' });
		this.options.log(`  ${customers.toLocaleString('en')} customers loaded in ${((performance.now() - began) / 1000).toFixed(1)} s`);
		const pool = new pg.Pool({ connectionString: url.href, max: 20 });
		pool.on('error', () => undefined);
		const database = { url: url.href, pool, signIn: (login: string) => signIn(pool, login) };
		this.#databases.set(customers, database);
		return database;
	}

	async centre(database: Database, more: { readonly node?: readonly string[] } = {}): Promise<Centre> {
		const child = this.child('./centre-process.ts', more);
		const { url } = await child.call<{ url: string }>('open', { databaseUrl: database.url });
		return { url, child, usage: () => child.call('usage'), stop: () => this.stop(child) };
	}

	child(module: string, more: { readonly node?: readonly string[] } = {}): Child {
		const child = startChild(module, more);
		this.#open.add(child);
		return child;
	}

	async stop(...children: readonly { stop(): Promise<void> }[]): Promise<void> {
		for (const child of children) {
			this.#open.delete(child);
			await child.stop();
		}
	}

	/** Ends whatever a figure left running; databases stay for the next. */
	async tidy(): Promise<void> {
		await this.stop(...this.#open);
	}

	async close(): Promise<void> {
		await this.tidy();
		for (const { pool } of this.#databases.values()) await pool.end();
		await this.#postgres?.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}

	async #administer(sql: string): Promise<void> {
		const url = new URL((await this.postgres()).url);
		url.pathname = '/postgres';
		const client = new pg.Client({ connectionString: url.href });
		await client.connect();
		await client.query(sql).finally(() => client.end());
	}
}
