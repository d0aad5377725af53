import type { Pool } from 'pg';
import type { Day } from '#lib/domain/day/day.ts';
import type { UnsentReason } from '#lib/domain/mail/collection-letter.ts';
import { renderText } from '#lib/domain/message-template/render.ts';
import { customerGet } from '#lib/queries/customer/get.ts';
import { customerTemplateValues } from '#lib/queries/customer/template-values.ts';
import { settingList } from '#lib/queries/setting/list.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { refuse, type Refusal } from '#lib/sync/model.ts';
import { drizzleOn } from '#sync-server/database.ts';
import { composeLetter, type Asked, type Written } from './compose.ts';

/** A Carta de Cobrança as it was asked for. */
export interface AskedCollection extends Asked {
	readonly customerId: string;
	readonly templateId: string;
}

/**
 * What a Carta de Cobrança says at the moment at which it goes out: the provider's own text with the customer's facts of now, and the
 * boletos of what is still owed. Refused with `nothing_overdue` when nothing is overdue any more, else as composeLetter.
 */
export async function composeCollection(
	pool: Pool,
	asked: AskedCollection,
	at: { readonly now: string; readonly today: Day }
): Promise<{ readonly ok: true; readonly written: Written } | { readonly ok: false; readonly unsent: UnsentReason } | Refusal> {
	const sender = await pool.query<{ name: string }>('select name from app_user where id = $1', [asked.createdBy]);
	const actor = {
		userId: asked.createdBy ?? '00000000-0000-0000-0000-000000000000',
		login: '',
		name: sender.rows[0]?.name ?? '',
		role: 'finance',
		branchIds: [asked.branchId]
	};
	const found = await asActor(pool, actor, async (connection) => {
		const tx = drizzleOn(connection);
		const { rows } = await connection.query<{ body: string | null }>('select body from message_template where id = $1', [asked.templateId]);
		return {
			record: await customerGet.run(tx, { id: asked.customerId }, { today: at.today, actor }),
			settings: await settingList.run(tx, {}, { today: at.today, actor }),
			template: rows[0]?.body ?? ''
		};
	});
	if (!found.record) return refuse('not_found');
	if ((found.record.balance?.overdueCount ?? 0) === 0) return { ok: false, unsent: 'nothing_overdue' };
	const values = customerTemplateValues(found.record, found.settings, actor.name, at.now);
	return composeLetter(
		pool,
		{ ...asked, subject: renderText(asked.subject, values).replace(/\s+/g, ' '), ownWords: renderText(found.template, values) },
		at
	);
}
