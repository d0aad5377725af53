import pg from 'pg';

/** Somebody that the demonstration data knows, to be shown on the console. */
export interface DemoSignIn {
	readonly login: string;
	readonly password: string;
	readonly role: string;
	readonly branch: string;
}

/**
 * Loads the demonstration data into a database in which nobody can sign in yet. It is one transaction: a start that is
 * killed meanwhile leaves an empty database, and the next one begins again.
 */
export async function ensureDemonstration(databaseUrl: string, customers: number, log: (line: string) => void): Promise<void> {
	const used = await withClient(databaseUrl, async (client) => (await client.query('select from app_user limit 1')).rowCount !== 0);
	if (used) return;
	log(`Loading demonstration data (${customers.toLocaleString('en')} customers) …`);
	const { loadDemo } = await import('#lib/demo/load.ts');
	await loadDemo(databaseUrl, { customers });
}

/** Who may sign in to the demonstration data; nobody where real people work. */
export async function demonstrationSignIns(databaseUrl: string): Promise<readonly DemoSignIn[]> {
	const { rows } = await withClient(databaseUrl, (client) =>
		client.query(`select from setting where key = 'demonstration' and value = 'true'`)
	);
	return rows.length > 0 ? (await import('#lib/demo/sign-ins.ts')).signIns : [];
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
