import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { asColumns } from '#lib/mutators/customer/fields.ts';
import { contact } from '#lib/schema/contact.ts';
import { customer } from '#lib/schema/customer.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Actor } from '#lib/sync/model.ts';
import type { Connection } from '#sync-server/database.ts';
import type { Placed } from './known.ts';

/** A row that was made, for the way back. */
export interface Made {
	readonly rowId: string;
	readonly tableName: 'customer' | 'contact';
	readonly line: number;
}

/**
 * Writes a batch of lines under the rights that the connection has: two statements, however many lines. `firstCode` begins as many
 * customer codes as there are registrations among them.
 */
export async function writeBatch(
	connection: Connection,
	lines: readonly Placed[],
	context: { readonly branchId: string; readonly actor: Actor; readonly now: string; readonly firstCode: number }
): Promise<readonly Made[]> {
	const { actor, now } = context;
	const stamp = { createdAt: now, createdBy: actor.userId, updatedAt: now, updatedBy: actor.userId };
	const customers: Record<string, unknown>[] = [];
	const contacts: Record<string, unknown>[] = [];
	const made: Made[] = [];
	let code = context.firstCode;
	for (const { line, registration, contact: person, owner } of lines) {
		const place = owner ?? { id: newUuid(), branchId: context.branchId };
		if (registration) {
			customers.push({ ...asColumns(registration), id: place.id, branchId: place.branchId, code: code++, ...stamp });
			made.push({ rowId: place.id, tableName: 'customer', line });
		}
		if (person) {
			const id = newUuid();
			contacts.push({ ...person, id, branchId: place.branchId, customerId: place.id, ...stamp });
			made.push({ rowId: id, tableName: 'contact', line });
		}
	}
	await insertAll(connection, customer, customers);
	await insertAll(connection, contact, contacts);
	return made;
}

/** Many rows by one statement; a column that a row leaves out has its default. */
async function insertAll(connection: Connection, table: PgTable, rows: readonly Record<string, unknown>[]): Promise<void> {
	if (rows.length === 0) return;
	const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.generated);
	const json = rows.map((row) =>
		Object.fromEntries(columns.map(([field, column]) => [column.name, row[field] ?? (column.default as unknown) ?? null]))
	);
	const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
	const name = getTableName(table);
	await connection.query(`insert into "${name}" (${names}) select ${names} from jsonb_populate_recordset(null::"${name}", $1::jsonb)`, [
		JSON.stringify(json)
	]);
}
