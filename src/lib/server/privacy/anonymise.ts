/** Forgetting one person (LGPD art. 18 IV): what the provider must not keep goes, everywhere, in one transaction. */
import type { Pool } from 'pg';
import { whyNotForget, type Forgetting } from '#lib/domain/privacy/anonymise.ts';
import { holds, type HoldLaw } from '#lib/domain/privacy/legal-hold.ts';
import { fates, forgottenValue, isPersonal } from '#lib/domain/privacy/personal-data.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { withOwnAccess } from '#lib/server/auth/as-actor.ts';
import { contentKey } from '#lib/server/files/documents.ts';
import type { FileStore } from '#lib/server/files/port.ts';
import { partKey } from '#lib/server/files/uploads.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { quote } from '#lib/sync/projection.ts';
import { assumeRights, inTransaction, readWrite, rows, type Connection } from '#sync-server/database.ts';
import { withDuplicates } from './duplicates.ts';
import { removeForgottenFiles } from './forgotten-files.ts';

export interface ForgetRequest extends Forgetting {
	readonly customerId: string;
}

/** The last table to change: from then on the database refuses to write about the person (migration 0010). */
const last = 'customer';

/**
 * Removes or blanks everything personal of a customer and of the duplicates that were merged into it (domain/privacy/personal-data.ts),
 * keeps under seal what the law says (legal-hold.ts), and takes the old values out of Histórico, of unfolded shared texts and of kept
 * results. Replicas hear of it through the change log like of any change. Files go after the commit.
 * Refusals: permission_denied, not_found, and those of `whyNotForget`.
 */
export async function anonymise(
	pool: Pool,
	store: FileStore,
	actor: Actor,
	request: ForgetRequest,
	at: { readonly now: string; readonly today: string }
): Promise<Outcome<{ readonly removed: Readonly<Record<string, number>> }>> {
	const denied = checkPermission(actor.role, 'privacy.manage');
	if (denied) return denied;
	const outcome = await inTransaction(pool, readWrite, async (connection) => {
		await assumeRights(connection, actor);
		// Under the person's rights: whoever may not see the record may not forget it either.
		const [found] = await rows<Found>(
			connection,
			`select id, code, branch_id, anonymised_at::text, merged_into_id from customer where id = $1 for update`,
			[request.customerId]
		);
		if (!found) return refuse('not_found');
		return await withOwnAccess(connection, actor, () => forget(connection, actor, found, request, at));
	});
	if (outcome.ok) await removeForgottenFiles(pool, store).catch(() => undefined); // they stay noted; the next round tries again
	return outcome;
}

interface Found {
	id: string;
	code: number;
	branch_id: string;
	anonymised_at: string | null;
	merged_into_id: string | null;
}

async function forget(
	connection: Connection,
	actor: Actor,
	found: Found,
	request: ForgetRequest,
	{ now, today }: { readonly now: string; readonly today: string }
): Promise<Outcome<{ readonly removed: Readonly<Record<string, number>> }>> {
	const ids = await withDuplicates(connection, found.id);
	const [plans] = await rows<{ running: string }>(
		connection,
		`select count(*)::text as running from subscription where customer_id = any($1::uuid[]) and status <> 'cancelled'`,
		[ids]
	);
	const refusal = whyNotForget(
		{ code: found.code, anonymisedAt: found.anonymised_at, mergedIntoId: found.merged_into_id, runningPlans: Number(plans?.running) },
		request
	);
	if (refusal) return refusal;

	const words = await personalWords(connection, ids);
	const files = await filesOf(connection, ids);
	await seal(connection, found.id, ids, { now, today });
	const removed: Record<string, number> = {};
	for (const table of [...Object.keys(fates).filter((one) => one !== last), last])
		removed[table] = await applyFate(connection, table, ids, { now, by: actor.userId });
	await scrubTexts(connection, ids);
	await scrubHistory(connection, ids);
	await scrubResults(connection, words);
	// A reason is for the supervisor's eyes; should somebody have written the name into it, it is taken out here.
	const reason = words.reduce((text, word) => replaceAll(text, word, forgottenValue), request.reason.trim());
	await connection.query(
		`insert into anonymisation (id, branch_id, customer_id, at, user_id, ip, reason, removed, files) values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
		[newUuid(), found.branch_id, found.id, now, actor.userId, actor.ip ?? null, reason, JSON.stringify(removed), files]
	);
	return ok({ removed });
}

/** What the person is known by, as it stands in rows: to be looked for where rows do not say whose they are. */
async function personalWords(connection: Connection, ids: readonly string[]): Promise<string[]> {
	const found = await rows<{ word: string }>(
		connection,
		`select distinct word from (
			select unnest(array[name, trade_name, tax_id, phone, mobile, fax, email, address, billing_address]) as word from customer where id = any($1::uuid[])
			union all select unnest(array[name, tax_id, identity_card, phone, mobile, fax, nextel, email, father_name, mother_name]) from contact where customer_id = any($1::uuid[])
			union all select address from email_account where customer_id = any($1::uuid[])
			union all select username from login where customer_id = any($1::uuid[])
		) w where length(word) >= 5`,
		[ids]
	);
	return found.map((one) => one.word);
}

/** Keys in the file storage: of the person's documents that nobody else has, and of what has arrived of unfinished uploads. */
async function filesOf(connection: Connection, ids: readonly string[]): Promise<string[]> {
	const documents = await rows<{ sha256: string }>(
		connection,
		`select distinct sha256 from document d where customer_id = any($1::uuid[])
		 and not exists (select from document other where other.sha256 = d.sha256 and other.customer_id <> all ($1::uuid[]))`,
		[ids]
	);
	const uploads = await rows<{ id: string; parts: number }>(
		connection,
		`select id, parts from upload where customer_id = any($1::uuid[])`,
		[ids]
	);
	return [
		...documents.map((one) => contentKey(one.sha256)),
		...uploads.flatMap(({ id, parts }) => Array.from({ length: parts }, (_, part) => partKey(id, part)))
	];
}

async function applyFate(
	connection: Connection,
	table: string,
	ids: readonly string[],
	stamp: { readonly now: string; readonly by: string }
): Promise<number> {
	const fate = fates[table]!;
	const owner = table === 'customer' ? 'id' : 'customer_id';
	if (fate.kind === 'kept') return 0;
	if (fate.kind === 'removed') {
		const also = table === 'customer_merge' ? ' or merged_id = any($1::uuid[])' : '';
		return (await connection.query(`delete from ${quote(table)} where ${owner} = any($1::uuid[])${also}`, [ids])).rowCount ?? 0;
	}
	const columns = Object.entries(fate.personal);
	const values = columns.map(([, value]) => value);
	const sets = columns.map(([column], n) => `${quote(column)} = $${String(n + 4)}`);
	if (table === 'customer') sets.push(`status = 'inactive'`, `anonymised_at = $2`);
	const { rowCount } = await connection.query(
		`update ${quote(table)} set ${sets.join(', ')}, updated_at = $2, updated_by = $3 where ${owner} = any($1::uuid[])`,
		[ids, stamp.now, stamp.by, ...values]
	);
	return rowCount ?? 0;
}

/** What was typed into shared texts and not folded into their rows yet. */
async function scrubTexts(connection: Connection, ids: readonly string[]): Promise<void> {
	await connection.query(
		`delete from shared_text_update where name = any (
			select 'customer-remarks:' || c from unnest($1::uuid[]) c union all select 'ticket-notes:' || t.id from ticket t where t.customer_id = any($1::uuid[]))`,
		[ids]
	);
}

/** Who changed which field and when stays (it is about the provider's people); what stood in it does not. */
async function scrubHistory(connection: Connection, ids: readonly string[]): Promise<void> {
	const found = await rows<{ table_name: string; column: string }>(
		connection,
		`select distinct h.table_name, k as column from history h, jsonb_object_keys(h.changes) k where h.customer_id = any($1::uuid[])`,
		[ids]
	);
	const personal = found.filter((one) => isPersonal(one.table_name, one.column));
	await connection.query(
		`update history h set changes = (
			select coalesce(jsonb_object_agg(e.key, case when (h.table_name || '.' || e.key) = any ($2::text[])
				then jsonb_build_array(
					case when e.value -> 0 <> 'null' then to_jsonb($3::text) else 'null' end,
					case when e.value -> 1 <> 'null' then to_jsonb($3::text) else 'null' end)
				else e.value end), '{}')
			from jsonb_each(h.changes) e)
		 where h.customer_id = any($1::uuid[])`,
		[ids, personal.map((one) => `${one.table_name}.${one.column}`), forgottenValue]
	);
}

/** Results of mutations say codes and ids; the few that quote a value (a duplicate, a refused word) lose what they quote. */
async function scrubResults(connection: Connection, words: readonly string[]): Promise<void> {
	if (words.length === 0) return;
	await connection.query(`update sync.mutation set result = (result - 'detail') #- '{value}' where result::text ilike any ($1::text[])`, [
		words.map(
			(word) =>
				`%${JSON.stringify(word)
					.slice(1, -1)
					.replace(/[\\%_]/g, '\\$&')}%`
		)
	]);
}

/** Case does not matter to whoever reads it. */
function replaceAll(text: string, word: string, by: string): string {
	return text.replace(new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'), by);
}

/** Puts what must be kept where no screen, no API and no replica looks. Nothing to keep, nothing is sealed. */
async function seal(
	connection: Connection,
	customerId: string,
	ids: readonly string[],
	{ now, today }: { readonly now: string; readonly today: string }
): Promise<void> {
	const [facts] = await rows<{ due: string | null; ended: string | null }>(
		connection,
		`select (select max(due_on)::text from invoice where customer_id = any($1::uuid[]) and cancelled_at is null) as due,
		        (select max(coalesce(ended_on, $2::date))::text from subscription where customer_id = any($1::uuid[])) as ended`,
		[ids, today]
	);
	const running = holds({ lastInvoiceDueOn: facts?.due ?? null, lastPlanEndedOn: facts?.ended ?? null }, today);
	for (const { law, keptUntil } of running)
		await connection.query(
			`insert into legal_hold (id, customer_id, kept_until, law, facts, created_at) select $1, $2, $3, $4, ${sealedFacts[law]}, $5`,
			[newUuid(), customerId, keptUntil, law, now, ids]
		);
}

const who = `(select jsonb_agg(jsonb_build_object('code', code, 'name', name, 'taxId', tax_id, 'address', concat_ws(', ', nullif(address, ''), district, city, state, postal_code))) from customer where id = any($6::uuid[]))`;
const periods = (table: string, columns: readonly string[]): string =>
	`(select jsonb_agg(jsonb_build_object(${columns.map((column) => `'${column}', t.${column}`).join(', ')}, 'from', t.created_at, 'to', coalesce(t.deleted_at::text, s.ended_on::text)))
	  from ${table} t join subscription s on s.id = t.subscription_id where t.customer_id = any($6::uuid[]))`;
const sealedFacts: Readonly<Record<HoldLaw, string>> = {
	fiscal: `jsonb_build_object('who', ${who})`,
	connection: `jsonb_build_object('who', ${who}, 'logins', ${periods('login', ['username'])}, 'addresses', ${periods('ip_assignment', ['ip', 'mac', 'mac2', 'onu_mac'])}, 'telephones', ${periods('voice_terminal', ['number'])})`
};
