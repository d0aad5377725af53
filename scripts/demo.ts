/**
 * Demonstration data into an empty database:
 * `npm run demo -- --customers 2000 [--seed 1] [--today 2026-11-21] [--url postgres://…]`
 *
 * Without `--url` it goes where `npm start` would look: to `DATABASE_URL`, else into the embedded Postgres of `DATA_DIR`,
 * which is started for it and stopped again.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadDemo, NotEmpty, type DemoOptions } from '#lib/demo/load.ts';
import { isDay } from '#lib/domain/day/day.ts';
import { lockDataDir } from '#sync-server/launcher/data-lock.ts';
import { startEmbeddedPostgres } from '#sync-server/postgres/embedded.ts';
import { migrate } from '#sync-server/postgres/migrate.ts';
import { OperatorError } from '#sync-server/postgres/operator-error.ts';
import { requireReachable, shownDatabase } from '#sync-server/postgres/reach.ts';

const log = (line: string): void => console.log(line);

interface Asked {
	readonly url: string | null;
	readonly dataDir: string;
	readonly demo: DemoOptions;
}

function readArguments(): Asked {
	const { values } = parse();
	if (values.today !== undefined && !isDay(values.today))
		throw new OperatorError(`--today is "${values.today}", but it must be a day, YYYY-MM-DD.`);
	return {
		url: values.url ?? (process.env['DATABASE_URL'] || null),
		dataDir: resolve(process.env['DATA_DIR'] || 'data'),
		demo: {
			customers: whole('customers', values.customers ?? '2000', 0, 500_000),
			seed: whole('seed', values.seed ?? '1', 0, 2 ** 31 - 1),
			...(values.today === undefined ? {} : { today: values.today }),
			log: (line) => log(`  ${line}`)
		}
	};
}

function parse() {
	try {
		return parseArgs({
			options: { customers: { type: 'string' }, seed: { type: 'string' }, today: { type: 'string' }, url: { type: 'string' } }
		});
	} catch (error) {
		throw new OperatorError(error instanceof Error ? error.message : String(error));
	}
}

function whole(name: string, text: string, from: number, to: number): number {
	const value = Number(text);
	if (!/^\d+$/.test(text) || value < from || value > to)
		throw new OperatorError(`--${name} is "${text}", but it must be a whole number from ${from} to ${to}.`);
	return value;
}

async function fill(url: string, demo: DemoOptions): Promise<void> {
	await migrate(url, { log });
	log(`Loading ${demo.customers.toLocaleString('en')} customers into ${shownDatabase(url)} …`);
	const began = performance.now();
	const { signIns } = await loadDemo(url, demo);
	log(`Done in ${((performance.now() - began) / 1000).toFixed(1)} s. Sign-ins:`);
	for (const { login, password, role, branch } of signIns) log(`  ${login.padEnd(22)} ${password}  ${role.padEnd(13)} ${branch}`);
}

async function fillEmbedded({ dataDir, demo }: Asked): Promise<void> {
	const lock = lockDataDir(dataDir);
	try {
		const home = join(dataDir, 'postgres');
		mkdirSync(home, { recursive: true, mode: 0o700 });
		const postgres = await startEmbeddedPostgres({ dataDir: home, log });
		try {
			await fill(postgres.url, demo);
		} finally {
			await postgres.stop();
		}
	} finally {
		lock.release();
	}
}

try {
	const asked = readArguments();
	if (asked.url === null) await fillEmbedded(asked);
	else {
		await requireReachable(asked.url);
		await fill(asked.url, asked.demo);
	}
} catch (error) {
	if (!(error instanceof OperatorError || error instanceof NotEmpty)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
