import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { dayAt } from '#lib/domain/day/zone.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { copyChunks } from './copy.ts';
import { secondaryIndexes } from './indexes.ts';
import { demoPassword, signIns, type SignIn } from './sign-ins.ts';
import { foundedMs, staff } from './staff.ts';
import { tables } from './tables.ts';
import { instantText, makeWorld } from './world.ts';

export interface DemoOptions {
	/** 0 (branches, people and lists only) to 5,000,000. */
	readonly customers: number;
	/** The same seed, number and day give the same rows, to the last id. */
	readonly seed?: number;
	/** `YYYY-MM-DD` from which the past is counted; today when left out. */
	readonly today?: string;
	readonly log?: (line: string) => void;
}

/** The database holds customers already: demonstration data is never mixed with anybody's. */
export class NotEmpty extends Error {
	override readonly name = 'NotEmpty';
}

/**
 * Fills an empty, migrated database with the demonstration, in one transaction: all or nothing. Rows are made while
 * Postgres reads them, so memory does not grow with their number.
 *
 * Triggers and foreign keys sleep meanwhile (the change log of a million rows would be of no use: the epoch changes
 * instead), and secondary indexes are built at the end, over all rows at once.
 * @throws NotEmpty when there are customers, branches or users with our logins.
 */
export async function loadDemo(databaseUrl: string, options: DemoOptions): Promise<{ signIns: readonly SignIn[] }> {
	const log = options.log ?? (() => {});
	const world = makeWorld({
		customers: options.customers,
		seed: options.seed ?? 1,
		today: options.today ?? dayAt(new Date().toISOString())
	});
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		await client.query('begin');
		// Nobody else loads, and nobody writes, until this one is done.
		await client.query(`lock table ${tables.map((t) => t.name).join(', ')} in access exclusive mode`);
		await mustBeEmpty(client);
		const wake = await sleepTriggers(client);
		await client.query(`set local maintenance_work_mem = '256MB'`);
		const rebuild = await secondaryIndexes(
			client,
			tables.map((t) => t.name)
		);
		for (const table of tables) {
			const rows = await copyTable(client, `${table.name} (${table.columns.join(', ')})`, table.rows(world));
			log(`${table.name}: ${rows.toLocaleString('en')}`);
		}
		await credentials(
			client,
			staff(world).map((s) => s.id),
			instantText(foundedMs(world))
		);
		await rebuild();
		await wake();
		await client.query(`
			update sync.number set next = greatest(next, (select max(code) + 1 from customer)) where kind = 'customerCode';
			update sync.number set next = greatest(next, (select max(protocol) + 1 from ticket)) where kind = 'protocol';
			update sync.number set next = greatest(next, (select max(number) + 1 from work_order)) where kind = 'workOrder';
			update sync.number set next = greatest(next, (select max(number) + 1 from contract)) where kind = 'contract';
			update sync.number set next = greatest(next, (select max(number) + 1 from invoice)) where kind = 'invoice';
			select sync.new_epoch()`);
		await client.query('commit');
		// Outside the transaction: the planner knows the tables, and autovacuum has no reason to come by later.
		await client.query(`vacuum (analyze) ${tables.map((t) => t.name).join(', ')}`);
	} finally {
		await client.end();
	}
	return { signIns };
}

async function mustBeEmpty(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ customers: boolean; branches: boolean; logins: boolean }>(
		`select exists (select from customer) as customers, exists (select from branch) as branches, exists (select from app_user where login = any ($1)) as logins`,
		[signIns.map((s) => s.login)]
	);
	const found = rows[0];
	if (found?.customers) throw new NotEmpty('This database already holds customers; demonstration data goes into an empty one only.');
	if (found?.branches) throw new NotEmpty('This database already holds branches; demonstration data goes into an empty one only.');
	if (found?.logins)
		throw new NotEmpty(
			'This database already holds users with the demonstration’s logins; demonstration data goes into an empty one only.'
		);
}

/** Keeps triggers from running in this transaction; answers how to wake them. Not every owner of a database may turn off all. */
async function sleepTriggers(client: pg.Client): Promise<() => Promise<void>> {
	await client.query('savepoint triggers');
	try {
		await client.query('set local session_replication_role = replica');
		return async () => {
			await client.query('set local session_replication_role = origin');
		};
	} catch (error) {
		if ((error as { code?: string }).code !== '42501') throw error;
		// Not allowed: the triggers of our tables at least; foreign keys are then checked row by row.
		await client.query('rollback to savepoint triggers');
		const all = (verb: string) => client.query(tables.map((t) => `alter table ${t.name} ${verb} trigger user`).join('; '));
		await all('disable');
		return async () => {
			await all('enable');
		};
	}
}

async function copyTable(
	client: pg.Client,
	target: string,
	rows: Iterable<readonly (string | number | boolean | null)[]>
): Promise<number> {
	let count = 0;
	const chunks = copyChunks(rows, (n) => (count = n));
	await pipeline(Readable.from(chunks), client.query(copyFrom(`copy ${target} from stdin`)));
	return count;
}

/** One hash for all: they have the same password, and each hash costs 50 ms. */
async function credentials(client: pg.Client, userIds: readonly string[], changedAt: string): Promise<void> {
	const hash = await hashPassword(demoPassword);
	await client.query(
		`insert into credential (user_id, password_hash, changed_at) select id, $2, $3::timestamptz from unnest($1::uuid[]) as id`,
		[userIds, hash, changedAt]
	);
}
