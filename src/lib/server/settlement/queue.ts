import type { Pool } from 'pg';
import { paidAtOf } from '#lib/domain/billing/paid-at.ts';
import { usualSettleRule } from '#lib/domain/cnab/settle.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { openCents } from '#lib/domain/invoice/balance.ts';
import type { QueueReason } from '#lib/domain/cnab/settle.ts';
import type { QueuedRow } from '#lib/domain/settlement/bank-file.ts';
import { asActor, withOwnAccess } from '#lib/server/auth/as-actor.ts';
import { iso } from '#lib/server/auth/queryable.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { takeBack } from '#lib/mutators/payment/take-back.ts';
import { drizzleOn, rows, type Connection } from '#sync-server/database.ts';
import { applied, lockInvoices } from './owed.ts';
import { writePayments } from './write-payments.ts';

/** What a person decides about an odd entry. */
export type QueueAction =
	/** The money counts for this invoice, whatever its amount: in part, in full, or with credit left. */
	| { readonly do: 'settle'; readonly invoiceId: string }
	/** The bank took it back: so is the payment. */
	| { readonly do: 'reverse' }
	/** Nothing follows from it; why is kept. */
	| { readonly do: 'ignore'; readonly note: string };

/** The invoice of this number that the person may see, or null. */
export async function invoiceByNumber(pool: Pool, actor: Actor, number: number): Promise<string | null> {
	const [found] = await asActor(pool, actor, (connection) =>
		rows<{ id: string }>(connection, `select id from invoice where number = $1`, [number])
	);
	return found?.id ?? null;
}

interface Queued {
	id: string;
	reason: QueueReason;
	bank_file_id: string | null;
	line: number | null;
	end_to_end_id: string | null;
	invoice_id: string | null;
	cents: string;
	paid_on: string | null;
	credited_on: string | null;
	origin_key: string;
	status: string;
}

/** Entries that wait, oldest first. Whose invoice the person may not see is told without it. */
export async function listQueue(pool: Pool, actor: Actor): Promise<readonly QueuedRow[]> {
	return await asActor(pool, actor, async (connection) => {
		const waiting = await withOwnAccess(connection, actor, () =>
			rows<Omit<QueuedRow, 'cents' | 'hidden'> & { cents: string }>(
				connection,
				`select q.id, case when q.end_to_end_id is null then 'boleto' else 'pix' end as source, q.reason, q.reference, q.cents::text, q.paid_on as "paidOn",
					${iso('q.created_at')} as "createdAt", f.name as "fileName", q.line, q.invoice_id as "invoiceId"
				 from settlement_queue q left join bank_file f on f.id = q.bank_file_id where q.status = 'open' order by q.created_at, q.bank_file_id, q.line, q.id limit 500`
			)
		);
		const seen = await rows<{
			id: string;
			number: string;
			name: string;
			amount: string;
			paid: string | null;
			paid_at: string | null;
			cancelled_at: string | null;
			replaced_by_id: string | null;
			due_on: string;
		}>(
			connection,
			`select i.id, i.number::text, c.name, i.amount_cents::text as amount, i.paid_cents::text as paid, i.paid_at, i.cancelled_at, i.replaced_by_id, i.due_on
			 from invoice i join customer c on c.id = i.customer_id where i.id = any ($1::uuid[])`,
			[`{${waiting.flatMap((one) => one.invoiceId ?? []).join(',')}}`]
		);
		const invoices = new Map(seen.map((row) => [row.id, row]));
		return waiting.map((one) => {
			const invoice = one.invoiceId === null ? undefined : invoices.get(one.invoiceId);
			return {
				...one,
				cents: Number(one.cents),
				invoiceNumber: invoice ? Number(invoice.number) : null,
				customerName: invoice?.name ?? null,
				invoiceOpenCents: invoice
					? openCents({
							dueOn: invoice.due_on,
							amountCents: Number(invoice.amount),
							paidCents: invoice.paid === null ? null : Number(invoice.paid),
							paidAt: invoice.paid_at,
							cancelledAt: invoice.cancelled_at,
							replacedById: invoice.replaced_by_id
						})
					: null,
				hidden: one.invoiceId !== null && !invoice
			};
		});
	});
}

/**
 * Does what the person decided, under the person's rights, once. Refusals: not_found (also an invoice of another branch), queue_resolved,
 * field_required (`note`), amount_invalid (nothing was paid by it), invoice_cancelled, invoice_replaced, payment_unknown (there is none to
 * take back), return_of_a_part (of a PIX: the payment was larger).
 */
export async function resolveQueued(
	pool: Pool,
	actor: Actor,
	id: string,
	action: QueueAction,
	at: { readonly now: string; readonly today: Day }
): Promise<Outcome> {
	return await asActor(pool, actor, async (connection) => {
		const own = <T>(run: () => Promise<T>) => withOwnAccess(connection, actor, run);
		const queued = await own(async () => {
			const [row] = await rows<Queued>(
				connection,
				`select id, reason, bank_file_id, line, end_to_end_id, invoice_id, cents::text, paid_on, credited_on, origin_key, status from settlement_queue where id = $1 for update`,
				[id]
			);
			return row;
		});
		if (!queued) return refuse('not_found');
		if (queued.status !== 'open') return refuse('queue_resolved');
		const end = (status: string, more: { invoiceId?: string; paymentId?: string; note?: string } = {}) =>
			own(() => resolved(connection, queued, actor, at.now, status, more));
		if (action.do === 'ignore') {
			const note = action.note.trim();
			if (note === '') return refuse('field_required', { field: 'note' });
			await end('ignored', { note });
			return ok();
		}
		if (action.do === 'reverse') {
			if (queued.reason !== 'payment_reversed') return refuse('value_invalid', { field: 'do' });
			const payment = await paymentOf(connection, queued);
			if (payment === null) return refuse('payment_unknown');
			// A devolução may be of a part, by which the invoice would be owed again whole: that is for a person to book.
			if (queued.end_to_end_id !== null && payment.cents !== Number(queued.cents)) return refuse('return_of_a_part');
			const done = await takeBack(drizzleOn(connection), payment.id, { reason: 'Estornado pelo banco', now: at.now, userId: actor.userId });
			if (!done.ok) return done;
			await end('reversed', { paymentId: payment.id });
			return ok();
		}
		return await settleAs(connection, actor, queued, action.invoiceId, at, end);
	});
}

async function settleAs(
	connection: Connection,
	actor: Actor,
	queued: Queued,
	invoiceId: string,
	at: { readonly now: string; readonly today: Day },
	end: (status: string, more: { invoiceId?: string; paymentId?: string }) => Promise<void>
): Promise<Outcome> {
	const cents = Number(queued.cents);
	if (cents <= 0 || queued.reason === 'payment_reversed') return refuse('amount_invalid');
	const invoice = (await lockInvoices(connection, [invoiceId])).get(invoiceId);
	if (!invoice) return refuse('not_found', { field: 'invoiceId' });
	if (invoice.cancelledAt !== null) return refuse('invoice_cancelled', { field: 'invoiceId' });
	if (invoice.replacedById !== null) return refuse('invoice_replaced', { field: 'invoiceId' });
	const paidOn = queued.paid_on ?? at.today;
	const [paymentId] = await writePayments(
		connection,
		[
			{
				invoice,
				applied: applied(invoice, cents, paidOn, usualSettleRule.toleranceCents),
				source: queued.end_to_end_id === null ? 'boleto' : 'pix',
				paidOn,
				creditedOn: queued.credited_on,
				originKey: queued.origin_key
			}
		],
		{ ...at, userId: actor.userId }
	);
	await end('settled', { invoiceId: invoice.id, paymentId: paymentId! });
	return ok({ paymentId, paidAt: paidAtOf(paidOn, at) });
}

/** The newest payment of the invoice that came the same way and stands. */
async function paymentOf(connection: Connection, queued: Queued): Promise<{ readonly id: string; readonly cents: number } | null> {
	const columns = `id, (principal_cents + late_cents + credit_cents)::text as cents`;
	const [found] = await rows<{ id: string; cents: string }>(
		connection,
		queued.end_to_end_id === null
			? `select ${columns} from payment where invoice_id = $1 and source = 'boleto' and reversed_at is null order by created_at desc, id desc limit 1`
			: `select ${columns} from payment where origin_key = 'pix:' || $1 and reversed_at is null`,
		[queued.end_to_end_id ?? queued.invoice_id]
	);
	return found ? { id: found.id, cents: Number(found.cents) } : null;
}

async function resolved(
	connection: Connection,
	queued: Queued,
	actor: Actor,
	now: string,
	status: string,
	{ invoiceId, paymentId, note }: { invoiceId?: string; paymentId?: string; note?: string }
): Promise<void> {
	await rows(
		connection,
		`update settlement_queue set status = $2, invoice_id = coalesce($3::uuid, invoice_id), payment_id = $4, note = $5, resolved_at = $6, resolved_by = $7 where id = $1`,
		[queued.id, status, invoiceId ?? null, paymentId ?? null, note ?? null, now, actor.userId]
	);
	if (status !== 'settled') return;
	if (queued.bank_file_id !== null)
		await rows(connection, `update bank_file_line set invoice_id = $3, payment_id = $4 where bank_file_id = $1 and number = $2`, [
			queued.bank_file_id,
			queued.line,
			invoiceId ?? null,
			paymentId ?? null
		]);
	else
		await rows(connection, `update pix_event set invoice_id = $2, payment_id = $3 where end_to_end_id = $1`, [
			queued.end_to_end_id,
			invoiceId ?? null,
			paymentId ?? null
		]);
}
