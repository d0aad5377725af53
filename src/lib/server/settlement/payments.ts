import type { Pool } from 'pg';
import type { PaymentRow } from '#lib/domain/settlement/payment-row.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { iso } from '#lib/server/auth/queryable.ts';
import type { Actor } from '#lib/sync/model.ts';
import { rows } from '#sync-server/database.ts';

/** Payments of one invoice or of a customer, newest first, as far as the person may see them. */
export async function listPayments(
	pool: Pool,
	actor: Actor,
	of: { readonly invoiceId: string } | { readonly customerId: string }
): Promise<readonly PaymentRow[]> {
	const [column, id] = 'invoiceId' in of ? ['invoice_id', of.invoiceId] : ['customer_id', of.customerId];
	return await asActor(pool, actor, async (connection) => {
		const found = await rows<Record<string, string | null>>(
			connection,
			`select p.id, p.invoice_id, i.number::text, p.paid_on, p.credited_on, p.source, p.principal_cents::text, p.late_cents::text, p.credit_cents::text,
				p.discount_cents::text, p.waived_cents::text, p.note, ${iso('p.reversed_at')} as reversed_at, ${iso('p.created_at')} as created_at, u.name as user_name
			 from payment p join invoice i on i.id = p.invoice_id left join app_user u on u.id = p.created_by
			 where p.${column} = $1 order by p.created_at desc, p.id desc limit 500`,
			[id]
		);
		return found.map((row) => ({
			id: row['id']!,
			invoiceId: row['invoice_id']!,
			invoiceNumber: Number(row['number']),
			paidOn: row['paid_on']!,
			creditedOn: row['credited_on'] ?? null,
			source: row['source'] as PaymentRow['source'],
			principalCents: Number(row['principal_cents']),
			lateCents: Number(row['late_cents']),
			creditCents: Number(row['credit_cents']),
			discountCents: Number(row['discount_cents']),
			waivedCents: Number(row['waived_cents']),
			note: row['note'] ?? null,
			reversedAt: row['reversed_at'] ?? null,
			createdAt: row['created_at']!,
			userName: row['user_name'] ?? null
		}));
	});
}
