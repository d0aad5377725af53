import { eventKey, bareOurNumber, type RetornoEntry } from '#lib/domain/cnab/retorno.ts';
import { settle, usualSettleRule, type QueueReason } from '#lib/domain/cnab/settle.ts';
import { paidAtOf } from '#lib/domain/billing/paid-at.ts';
import type { Day } from '#lib/domain/day/day.ts';
import type { LineDecision } from '#lib/domain/settlement/bank-file.ts';
import type { RetornoPart } from '#lib/domain/settlement/retorno-file.ts';
import type { BoletoStatus } from '#lib/schema/receivable.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import { applied, asSettleInvoice, lockInvoices } from './owed.ts';
import { titlesOf } from './titles.ts';
import { afterPayment, writePayments, type Arrived } from './write-payments.ts';

/** The file that a part belongs to. */
export interface SettledFile {
	readonly id: string;
	readonly accountId: string;
	readonly bank: string;
	/** First line of an entry → the how manyth of its key it is in this file, where it is not the first (event-order.ts). */
	readonly again: ReadonlyMap<number, number>;
}
export interface Stamp {
	readonly now: string;
	readonly today: Day;
	/** Who handed the file in. */
	readonly userId: string | null;
}

/** How many entries of a part had which end, and the sum of its payments. */
export interface PartCounts {
	readonly settled: number;
	readonly settledCents: number;
	readonly noted: number;
	readonly queued: number;
	readonly repeated: number;
	readonly problems: number;
}

interface Decided {
	readonly entry: RetornoEntry;
	readonly key: string;
	decision: LineDecision;
	reason: QueueReason | null;
	/** Of whom the line tells, whatever was done with it. */
	invoiceId: string | null;
	/** The invoice that a person is to decide about; null: which one is not certain. */
	queuedFor: string | null;
	paymentId: string | null;
}

/** What an occurrence makes of a title at the bank; others leave it as it is. */
const statusAfter: Partial<Record<RetornoEntry['meaning'], BoletoStatus>> = {
	registered: 'registered',
	refused: 'rejected',
	paid: 'settled',
	paid_after_cancel: 'settled',
	cancelled: 'written_off',
	cancelled_as_paid: 'written_off'
};

/**
 * Decides and writes a part of a retorno in the transaction of `connection`: its lines as they came, the payments, the state of titles,
 * and what a person has to look at. The account's lock is taken first: two files of one account settle one after the other, so an
 * entry that is in both is found by the second.
 */
export async function settlePart(connection: Connection, file: SettledFile, part: RetornoPart, stamp: Stamp): Promise<PartCounts> {
	await connection.query(`select pg_advisory_xact_lock(hashtextextended('settlement ' || $1, 0))`, [file.accountId]);
	const titles = await titlesOf(
		connection,
		file.accountId,
		part.entries.map(({ ourNumber }) => ourNumber)
	);
	const invoices = new Map(
		await lockInvoices(
			connection,
			[...titles.values()].flat().map(({ invoiceId }) => invoiceId)
		)
	);
	const keys = await keysOf(connection, file, part.entries);

	const decided: Decided[] = [];
	const payments: { by: Decided; arrived: Arrived }[] = [];
	const statuses = new Map<string, BoletoStatus>();
	for (const [i, entry] of part.entries.entries()) {
		const { key, known } = keys[i]!;
		const one: Decided = { entry, key, decision: 'repeated', reason: null, invoiceId: null, queuedFor: null, paymentId: null };
		decided.push(one);
		const candidates = titles.get(bareOurNumber(entry.ourNumber)) ?? [];
		const owed = candidates.flatMap(({ invoiceId }) => invoices.get(invoiceId) ?? []);
		// Whatever becomes of the line, it tells of somebody: who may not see him does not see it (list.ts).
		if (owed[0]) one.invoiceId = owed[0].id;
		if (known) continue;
		const step = settle(
			entry,
			owed.map((invoice) => asSettleInvoice(invoice, entry.occurredOn))
		);
		if (step.do === 'queue') Object.assign(one, { decision: 'queued', reason: step.reason, queuedFor: step.invoiceId });
		else if (step.do === 'keep') one.decision = 'kept';
		else if (step.do === 'note') Object.assign(one, { decision: 'noted', invoiceId: step.invoiceId });
		else {
			const invoice = invoices.get(step.invoiceId)!;
			const parts = applied(invoice, step.cents, step.paidOn, usualSettleRule.toleranceCents);
			const { paidOn, creditedOn } = step;
			payments.push({ by: one, arrived: { invoice, applied: parts, source: 'boleto', paidOn, creditedOn, originKey: key } });
			invoices.set(invoice.id, afterPayment(invoice, parts, paidAtOf(paidOn, stamp)));
			Object.assign(one, { decision: 'settled', invoiceId: invoice.id });
		}
		const status = statusAfter[entry.meaning];
		const [title] = candidates;
		if (status && candidates.length === 1 && title?.boletoId) statuses.set(title.boletoId, status);
	}

	const ids = await writePayments(
		connection,
		payments.map(({ arrived }) => arrived),
		stamp
	);
	for (const [i, { by }] of payments.entries()) by.paymentId = ids[i]!;
	await writeLines(connection, file, part, decided);
	await writeQueue(connection, file, decided, stamp);
	await writeStatuses(connection, statuses, stamp);
	const count = (decision: LineDecision) => decided.filter((one) => one.decision === decision).length;
	return {
		settled: payments.length,
		settledCents: payments.reduce((sum, { arrived: { applied: a } }) => sum + a.principalCents + a.lateCents + a.creditCents, 0),
		noted: count('noted'),
		queued: count('queued'),
		repeated: count('repeated'),
		problems: part.problems.length
	};
}

/**
 * The key of each entry, and whether another file has brought it. Two entries of one key in one file are two events (a slip that was
 * paid twice on a day): the second has a number of its own, which it has in a second copy of the file as well.
 */
async function keysOf(
	connection: Connection,
	file: SettledFile,
	entries: readonly RetornoEntry[]
): Promise<readonly { key: string; known: boolean }[]> {
	const keys = entries.map((entry) => {
		const key = `cnab:${file.accountId}:${eventKey(file.bank, entry)}`;
		const nth = file.again.get(entry.lines[0]!);
		return nth === undefined ? key : `${key}#${String(nth)}`;
	});
	const known = new Set(
		(
			await rows<{ key: string }>(
				connection,
				`select settlement_key as key from bank_file_line where settlement_key = any ($1) union all select origin_key from payment where origin_key = any ($1)`,
				[keys]
			)
		).map(({ key }) => key)
	);
	return keys.map((key) => ({ key, known: known.has(key) }));
}

async function writeLines(connection: Connection, file: SettledFile, part: RetornoPart, decided: readonly Decided[]): Promise<void> {
	const byLine = new Map(decided.map((one) => [one.entry.lines[0], one]));
	const problems = new Map(part.problems.map((problem) => [problem.number, problem]));
	const lines = part.lines.map(({ number, raw }) => {
		const one = byLine.get(number);
		const problem = problems.get(number);
		return {
			number,
			// The one character that Postgres has no place for; the bytes as they came are in the file's content.
			raw: raw.replaceAll('\u0000', '␀'),
			occurrence: one?.entry.occurrence ?? null,
			meaning: one?.entry.meaning ?? null,
			our_number: one?.entry.ourNumber ?? null,
			paid_cents: one?.entry.paidCents ?? null,
			occurred_on: one?.entry.occurredOn ?? null,
			decision: one?.decision ?? (problem ? 'problem' : null),
			reason: one?.reason ?? problem?.problem ?? null,
			settlement_key: one && one.decision !== 'repeated' ? one.key : null,
			invoice_id: one?.invoiceId ?? null,
			payment_id: one?.paymentId ?? null
		};
	});
	await rows(
		connection,
		`insert into bank_file_line (bank_file_id, number, raw, occurrence, meaning, our_number, paid_cents, occurred_on, decision, reason, settlement_key, invoice_id, payment_id)
		 select $2, number, raw, occurrence, meaning, our_number, paid_cents, occurred_on, decision, reason, settlement_key, invoice_id, payment_id
		 from json_to_recordset($1) as r(number int, raw text, occurrence text, meaning text, our_number text, paid_cents bigint, occurred_on date,
			decision text, reason text, settlement_key text, invoice_id uuid, payment_id uuid)`,
		[JSON.stringify(lines), file.id]
	);
}

async function writeQueue(connection: Connection, file: SettledFile, decided: readonly Decided[], stamp: Stamp): Promise<void> {
	const odd = decided.filter((one) => one.decision === 'queued');
	if (odd.length === 0) return;
	await rows(
		connection,
		`insert into settlement_queue (id, bank_file_id, line, reason, reference, invoice_id, cents, paid_on, credited_on, origin_key, created_at)
		 select id, $2, line, reason, reference, invoice_id, cents, paid_on, credited_on, origin_key, $3
		 from json_to_recordset($1) as r(id uuid, line int, reason text, reference text, invoice_id uuid, cents bigint, paid_on date, credited_on date, origin_key text)`,
		[
			JSON.stringify(
				odd.map(({ entry, ...one }) => ({
					id: newUuid(),
					line: entry.lines[0],
					reason: one.reason,
					reference: entry.ourNumber,
					invoice_id: one.queuedFor,
					cents: entry.paidCents,
					paid_on: entry.occurredOn,
					credited_on: entry.creditedOn,
					origin_key: one.key
				}))
			),
			file.id,
			stamp.now
		]
	);
}

/** A title that is paid stays so, whatever an older line says; what the bank refused of a remessa may be told again. */
async function writeStatuses(connection: Connection, statuses: ReadonlyMap<string, BoletoStatus>, stamp: Stamp): Promise<void> {
	if (statuses.size === 0) return;
	const list = JSON.stringify([...statuses].map(([id, status]) => ({ id, status })));
	await rows(
		connection,
		`update boleto b set status = r.status, updated_at = $2, updated_by = coalesce($3::uuid, b.updated_by)
		 from json_to_recordset($1) as r(id uuid, status text) where b.id = r.id and b.status <> r.status and (b.status <> 'settled' or r.status = 'settled')`,
		[list, stamp.now, stamp.userId]
	);
	await rows(
		connection,
		`update bank_file_title t set refused_at = $2 from json_to_recordset($1) as r(id uuid, status text)
		 where t.boleto_id = r.id and r.status = 'rejected' and t.command = 'register' and t.refused_at is null`,
		[list, stamp.now]
	);
}
