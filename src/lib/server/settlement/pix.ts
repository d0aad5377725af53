import type { Pool } from 'pg';
import { settle, usualSettleRule, type QueueReason } from '#lib/domain/cnab/settle.ts';
import type { RetornoEntry } from '#lib/domain/cnab/retorno.ts';
import type { Day } from '#lib/domain/day/day.ts';
import type { PixNotice } from '#lib/domain/settlement/pix-notice.ts';
import { invoiceNumberOf } from '#lib/domain/pix/read-invoice-txid.ts';
import type { LineDecision } from '#lib/domain/settlement/bank-file.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import { asSettler } from './as-settler.ts';
import { applied, asSettleInvoice, lockInvoices } from './owed.ts';
import { writePayments } from './write-payments.ts';

interface PixOptions {
	readonly pool: Pool;
	now(): Date;
	dayOf(instant: Date): Day;
}

/**
 * Takes what a payment service provider tells of one PIX: settles its invoice by the rule of bank files, or queues it. Told again,
 * nothing happens; a devolução that is new is queued, for whoever decides whether the payment is to be taken back.
 */
export function receivePix(options: PixOptions, notice: PixNotice): Promise<LineDecision> {
	return asSettler(options.pool, null, async (connection) => {
		const now = options.now();
		const stamp = { now: now.toISOString(), today: options.dayOf(now), userId: null };
		const paidOn = options.dayOf(new Date(notice.at));
		const payload = JSON.stringify({ ...notice, returns: notice.returns });
		const fresh = await rows(
			connection,
			`insert into pix_event (end_to_end_id, txid, key, cents, at, received_at, payload) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning end_to_end_id`,
			[notice.endToEndId, notice.txid, notice.key, notice.cents, notice.at, stamp.now, payload]
		);
		let decision: LineDecision = 'repeated';
		if (fresh.length > 0) decision = await settleNotice(connection, notice, paidOn, stamp);
		else {
			// A second teller of the same PIX waits here for the first.
			await rows(connection, `select end_to_end_id from pix_event where end_to_end_id = $1 for update`, [notice.endToEndId]);
			await rows(connection, `update pix_event set payload = $2 where end_to_end_id = $1`, [notice.endToEndId, payload]);
		}
		await queueReturns(connection, notice, paidOn, stamp.now);
		return decision;
	});
}

async function settleNotice(
	connection: Connection,
	notice: PixNotice,
	paidOn: Day,
	stamp: { readonly now: string; readonly today: Day; readonly userId: null }
): Promise<LineDecision> {
	const originKey = `pix:${notice.endToEndId}`;
	const found = await invoicesOf(connection, notice.txid);
	const invoices = await lockInvoices(
		connection,
		found.map(({ invoiceId }) => invoiceId)
	);
	const step = settle(
		asEntry(notice, paidOn),
		[...invoices.values()].map((invoice) => asSettleInvoice(invoice, paidOn))
	);
	const end = (decision: LineDecision, invoiceId: string | null, paymentId: string | null) =>
		rows(connection, `update pix_event set decision = $2, invoice_id = $3, payment_id = $4 where end_to_end_id = $1`, [
			notice.endToEndId,
			decision,
			invoiceId,
			paymentId
		]);
	if (step.do !== 'settle') {
		const reason: QueueReason = step.do === 'queue' ? step.reason : 'unknown_number';
		const invoiceId = step.do === 'queue' ? step.invoiceId : null;
		await queue(connection, notice, { reason, invoiceId, cents: notice.cents, paidOn, originKey, now: stamp.now });
		await end('queued', invoiceId, null);
		return 'queued';
	}
	const invoice = invoices.get(step.invoiceId)!;
	const parts = applied(invoice, step.cents, paidOn, usualSettleRule.toleranceCents);
	const [paymentId] = await writePayments(
		connection,
		[{ invoice, applied: parts, source: 'pix', paidOn, creditedOn: paidOn, originKey }],
		stamp
	);
	await end('settled', invoice.id, paymentId!);
	// The charge of the txid and its slip are one at the bank: it is not paid a second time there.
	if (parts.restCents === 0)
		await rows(
			connection,
			`update boleto set status = 'settled', updated_at = $2 where invoice_id = $1 and pix_txid = $3 and status <> 'settled'`,
			[invoice.id, stamp.now, notice.txid]
		);
	return 'settled';
}

/** By the txid of its charge, or by the one that a static code of ours carries. */
async function invoicesOf(connection: Connection, txid: string | null): Promise<readonly { invoiceId: string }[]> {
	if (txid === null) return [];
	const charged = await rows<{ invoice_id: string }>(connection, `select invoice_id from boleto where pix_txid = $1`, [txid]);
	if (charged.length > 0) return charged.map(({ invoice_id }) => ({ invoiceId: invoice_id }));
	const number = invoiceNumberOf(txid);
	if (number === null) return [];
	const numbered = await rows<{ id: string }>(connection, `select id from invoice where number = $1`, [number]);
	return numbered.map(({ id }) => ({ invoiceId: id }));
}

/** As the rule of settling sees a PIX: paid, of this day, of this amount. */
const asEntry = (notice: PixNotice, paidOn: Day): RetornoEntry => ({
	lines: [],
	occurrence: 'PIX',
	meaning: 'paid',
	ourNumber: notice.txid ?? '',
	ourNumberDigit: '',
	documentNumber: '',
	control: '',
	dueOn: null,
	amountCents: 0,
	paidCents: notice.cents,
	additionsCents: 0,
	discountCents: 0,
	abatementCents: 0,
	feeCents: 0,
	occurredOn: paidOn,
	creditedOn: paidOn,
	reasons: []
});

async function queueReturns(connection: Connection, notice: PixNotice, paidOn: Day, now: string): Promise<void> {
	if (notice.returns.length === 0) return;
	const [event] = await rows<{ invoice_id: string | null }>(connection, `select invoice_id from pix_event where end_to_end_id = $1`, [
		notice.endToEndId
	]);
	for (const returned of notice.returns)
		await queue(connection, notice, {
			reason: 'payment_reversed',
			invoiceId: event?.invoice_id ?? null,
			cents: returned.cents,
			paidOn,
			originKey: `pix:${notice.endToEndId}:${returned.id}`,
			now
		});
}

async function queue(
	connection: Connection,
	notice: PixNotice,
	odd: { reason: QueueReason; invoiceId: string | null; cents: number; paidOn: Day; originKey: string; now: string }
): Promise<void> {
	await rows(
		connection,
		`insert into settlement_queue (id, end_to_end_id, reason, reference, invoice_id, cents, paid_on, credited_on, origin_key, created_at)
		 values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9) on conflict (origin_key) do nothing`,
		[
			newUuid(),
			notice.endToEndId,
			odd.reason,
			notice.txid ?? notice.endToEndId,
			odd.invoiceId,
			odd.cents,
			odd.paidOn,
			odd.originKey,
			odd.now
		]
	);
}
