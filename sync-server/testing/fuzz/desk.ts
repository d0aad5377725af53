/** What people at the desk do beyond registration: contacts, tickets, service orders, texts, stars; and SQL on what hangs on plans. */
import * as Y from 'yjs';
import { openDoc, textIn, toBase64 } from '#lib/sync/text/state.ts';
import type { Connection } from '../../database.ts';
import type { Entry } from './ledger.ts';

export type Weighted = readonly [weight: number, act: () => Promise<unknown>];

/** One person at one replica, and what chance gives them. */
export interface Desk {
	/** A row of the replica; `$salt` in the text is a new word each time. */
	pick<T>(sql: string): Promise<T | undefined>;
	ask(name: string, args: unknown, more?: Partial<Entry>): Promise<void>;
	/** The entry of a mutation whose effect is the row that it makes. */
	born(): Partial<Entry>;
	one<T>(list: readonly T[]): T;
	chance(probability: number): boolean;
	readonly words: string;
}

const some = (table: string, columns = 'id::text', where = 'true'): string =>
	`select ${columns} from ${table} where ${where} order by md5(id::text || $salt) limit 1`;

export function deskMutations({ pick, ask, born, one, chance, words }: Desk): readonly Weighted[] {
	const withOne =
		<T>(sql: string, act: (row: T) => Promise<void>) =>
		async (): Promise<void> => {
			const row = await pick<T>(sql);
			if (row) await act(row);
		};
	return [
		[3, withOne<{ id: string }>(some('customer'), (c) => ask('contact.create', { customerId: c.id, name: words }, born()))],
		[2, withOne<{ id: string }>(some('contact'), (c) => ask('contact.update', { id: c.id, changes: { name: words } }))],
		[1, withOne<{ id: string }>(some('contact'), (c) => ask('contact.remove', { id: c.id }))],
		[
			4,
			withOne<{ id: string }>(some('ticket'), (t) =>
				ask('ticket.addEntry', { ticketId: t.id, kind: one(['call', 'message', 'note']), text: words }, born())
			)
		],
		[
			3,
			withOne<{ id: string }>(some('ticket'), (t) =>
				ask('ticket.setStatus', { id: t.id, to: one(['open', 'in_progress', 'waiting', 'closed', 'cancelled']), text: words })
			)
		],
		[
			2,
			withOne<{ id: string; customer_id: string }>(some('ticket', 'id::text, customer_id::text'), (t) =>
				ask(
					'workOrder.create',
					{ customerId: t.customer_id, ticketId: t.id, subject: words, description: null, technicianId: null, scheduledAt: null },
					born()
				)
			)
		],
		[
			1,
			withOne<{ id: string }>(some('work_order'), (w) =>
				ask('workOrder.setStatus', { id: w.id, to: one(['scheduled', 'in_progress', 'done', 'cancelled']), text: words })
			)
		],
		[
			4,
			withOne<{ id: string; notes: string | null; notes_yjs: string | null }>(some('ticket', 'id::text, notes, notes_yjs'), (t) => {
				const doc = openDoc(t.notes, t.notes_yjs);
				const before = Y.encodeStateVector(doc);
				// The semicolon keeps its number from running into digits that somebody else writes beside it.
				textIn(doc).insert(chance(0.5) ? 0 : textIn(doc).length, `${words};`);
				return ask(
					'text.write',
					{ kind: 'ticket-notes', id: t.id, update: toBase64(Y.encodeStateAsUpdate(doc, before)) },
					{ effect: words }
				);
			})
		],
		[
			0.7,
			withOne<{ id: string; other: string }>(
				`select a.id::text, b.id::text as other from customer a, customer b where a.id <> b.id order by md5(a.id::text || b.id::text || $salt) limit 1`,
				({ id, other }) => ask('customer.merge', { id, duplicateId: other, take: ['reference', 'email'] })
			)
		],
		[
			0.5,
			withOne<{ id: string }>(some('customer_merge', 'id::text', 'undone_at is null'), (merge) =>
				ask('customer.unmerge', { mergeId: merge.id })
			)
		],
		[1, () => ask('favourite.toggle', { option: one(['contacts', 'history', 'documents']), on: chance(0.5) })]
	];
}

/** SQL by hand, as a billing run or RADIUS would write it. */
export function deskSql(db: Connection, salt: string, branch: string): readonly Weighted[] {
	const ofSubscriptions = (table: string, column: string, value: string) =>
		db.query(
			`insert into ${table} (id, branch_id, customer_id, subscription_id, ${column}, created_at, updated_at)
			 select gen_random_uuid(), branch_id, customer_id, id, ${value}, now(), now() from subscription where branch_id = $1 limit 5`,
			[branch]
		);
	return [
		[1, () => ofSubscriptions('login', 'username', `'login.' || left(id::text, 8)`)],
		[1, () => ofSubscriptions('ip_assignment', 'mac', `'02' || left(md5(id::text || now()::text), 10)`)],
		[1, () => db.query(`update login set deleted_at = now() where branch_id = $1 and deleted_at is null`, [branch])],
		[
			1,
			() =>
				db.query(
					`insert into equipment (id, branch_id, customer_id, kind, serial_number, created_at, updated_at)
					 select gen_random_uuid(), branch_id, case when random() < 0.5 then id end, 'ONU', $2, now(), now() from customer where branch_id = $1 limit 3`,
					[branch, `SN${salt}`]
				)
		],
		[
			1,
			() =>
				db.query(
					`insert into payment_method (id, branch_id, customer_id, billing_method_id, bank_branch, account_number, created_at, updated_at)
					 select gen_random_uuid(), c.branch_id, c.id, m.id, '0001', $2, now(), now() from customer c, billing_method m where c.branch_id = $1 limit 3`,
					[branch, salt.slice(0, 12)]
				)
		],
		[1, () => db.query(`update payment_method set debit_status = 'authorised', updated_at = now() where branch_id = $1`, [branch])],
		[
			1,
			() =>
				db.query(`delete from ticket where branch_id = $1 and id in (select id from ticket order by md5(id::text || $2) limit 2)`, [
					branch,
					salt
				])
		],
		[1, () => db.query(`update ticket set notes = 'Escrito por uma máquina ' || $2 where branch_id = $1`, [branch, salt])]
	];
}
