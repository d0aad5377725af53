import type { Pool } from 'pg';
import type { Complaint } from '#lib/domain/import/line.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import type { Actor } from '#lib/sync/model.ts';
import { againstBase } from './known.ts';
import type { SheetReading } from './read.ts';

/** Complaints that a dry run tells at most; the rest is only counted. */
export const toldComplaints = 500;

export interface DryRun {
	readonly lines: number;
	readonly good: number;
	readonly bad: number;
	/** By line, the first `toldComplaints`. */
	readonly complaints: readonly Complaint[];
}

/** Everything an import would do, without a row written. */
export async function dryRun(pool: Pool, actor: Actor, sheet: SheetReading): Promise<DryRun> {
	let good = 0;
	let bad = 0;
	const complaints: Complaint[] = [];
	for (;;) {
		const batch = await sheet.next();
		const known = await asActor(pool, actor, (connection) => againstBase(connection, batch.good));
		good += known.placed.length;
		bad += batch.badLines + known.bad.length;
		if (complaints.length < toldComplaints)
			complaints.push(...[...batch.bad, ...known.bad].sort((a, b) => a.line - b.line).slice(0, toldComplaints - complaints.length));
		if (batch.done) return { lines: sheet.head.lines, good, bad, complaints };
	}
}
