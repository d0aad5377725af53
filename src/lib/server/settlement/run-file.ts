import type { Pool } from 'pg';
import type { Day } from '#lib/domain/day/day.ts';
import { splitLines, type RawLine } from '#lib/domain/cnab/read.ts';
import { retornoPart } from '#lib/domain/settlement/retorno-file.ts';
import { rows } from '#sync-server/database.ts';
import { asSettler } from './as-settler.ts';
import { textOf } from './text-of.ts';
import { eventsAgain } from './event-order.ts';
import { settlePart, type SettledFile } from './settle-part.ts';

/** Lines of one transaction: some 20 ms of it, so that nobody who pays at the desk waits. */
const partLines = 400;

export interface RunOptions {
	readonly pool: Pool;
	/** A part was committed. */
	wake(): void;
	now(): Date;
	dayOf(instant: Date): Day;
	readonly partLines?: number;
	/** Asked before each part: a node that is closing leaves the rest to the next one. */
	goesOn?(): boolean;
}

interface Opened extends SettledFile {
	readonly lines: readonly RawLine[];
	readonly userId: string | null;
}

/**
 * Settles a retorno from where it is, part by part, each a transaction that says how far it came: whoever is killed leaves whole parts,
 * and whoever goes on begins behind them. Several at once on one file take turns and settle nothing twice. True when the file is through.
 */
export async function runBankFile(options: RunOptions, id: string): Promise<boolean> {
	const file = await open(options.pool, id);
	if (file === null) return true;
	while (options.goesOn?.() ?? true) {
		const through = await nextPart(options, file);
		options.wake();
		if (through) return true;
	}
	return false;
}

async function open(pool: Pool, id: string): Promise<Opened | null> {
	const [found] = await rows<{ content: string; bank: string; account_id: string; created_by: string | null }>(
		pool,
		`select encode(f.content, 'base64') as content, a.bank, a.id as account_id, f.created_by from bank_file f join collection_account a on a.id = f.collection_account_id
		 where f.id = $1 and f.kind = 'retorno' and f.status in ('waiting', 'running')`,
		[id]
	);
	if (!found) return null;
	const lines = splitLines(textOf(Buffer.from(found.content, 'base64')));
	return {
		id,
		accountId: found.account_id,
		bank: found.bank,
		userId: found.created_by,
		lines,
		again: await eventsAgain(lines, found.bank)
	};
}

function nextPart(options: RunOptions, file: Opened): Promise<boolean> {
	return asSettler(options.pool, file.userId, async (connection) => {
		const [state] = await rows<{ done: number; status: string }>(
			connection,
			`select done, status from bank_file where id = $1 for update`,
			[file.id]
		);
		if (!state || state.status === 'done' || state.status === 'failed') return true;
		const part = retornoPart(file.lines, state.done, options.partLines ?? partLines);
		const at = options.now();
		const now = at.toISOString();
		if (part === null) {
			await rows(connection, `update bank_file set status = 'done', ended_at = $2 where id = $1`, [file.id, now]);
			return true;
		}
		const counts = await settlePart(connection, file, part, { now, today: options.dayOf(at), userId: file.userId });
		const done = part.lines.at(-1)!.number;
		const through = done >= file.lines.at(-1)!.number;
		await rows(
			connection,
			`update bank_file set done = $2, settled = settled + $3, settled_cents = settled_cents + $4, noted = noted + $5, queued = queued + $6,
				repeated = repeated + $7, problems = problems + $8, status = $9, error = null, ended_at = $10 where id = $1`,
			[
				file.id,
				done,
				counts.settled,
				counts.settledCents,
				counts.noted,
				counts.queued,
				counts.repeated,
				counts.problems,
				through ? 'done' : 'running',
				through ? now : null
			]
		);
		return through;
	});
}
