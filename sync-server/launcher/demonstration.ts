import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { recreateDatabase } from '../postgres/embedded.ts';
import { migrate } from '../postgres/migrate.ts';

/** Somebody that the demonstration data knows, to be shown on the console. */
export interface DemoSignIn {
	readonly login: string;
	readonly password: string;
	readonly role: string;
	readonly branch: string;
}

interface Place {
	readonly databaseUrl: string;
	readonly dataDir: string;
	/** The database is ours alone: what a killed start left half loaded may be thrown away. */
	readonly embedded: boolean;
	readonly log: (line: string) => void;
}

/**
 * Loads the demonstration data into a database in which nobody can sign in yet. A start that was killed while it loaded
 * leaves a note behind, and the next one begins again from an empty database.
 */
export async function ensureDemonstration(customers: number, place: Place): Promise<void> {
	const note = join(place.dataDir, 'demonstration-is-loading');
	if (existsSync(note) && place.embedded) {
		place.log('The demonstration data was not loaded to its end: beginning again …');
		await emptied(place.databaseUrl);
	}
	if (!(await isEmpty(place.databaseUrl))) return;

	writeFileSync(note, '');
	place.log(`Loading demonstration data (${customers.toLocaleString('en')} customers) …`);
	const { loadDemo } = await import('#lib/demo/load.ts');
	await loadDemo(place.databaseUrl, { customers, log: place.log });
	rmSync(note, { force: true });
}

/** Who may sign in to the demonstration data; nobody where real people work. */
export async function demonstrationSignIns(databaseUrl: string): Promise<readonly DemoSignIn[]> {
	const { rows } = await withClient(databaseUrl, (client) =>
		client.query(`select from setting where key = 'demonstration' and value = 'true'`)
	);
	return rows.length > 0 ? (await import('#lib/demo/sign-ins.ts')).signIns : [];
}

/** True while nobody can sign in. */
async function isEmpty(databaseUrl: string): Promise<boolean> {
	return withClient(databaseUrl, async (client) => (await client.query('select from app_user limit 1')).rowCount === 0);
}

async function emptied(databaseUrl: string): Promise<void> {
	await recreateDatabase(databaseUrl);
	await migrate(databaseUrl);
}

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}
