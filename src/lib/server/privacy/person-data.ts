import type { Pool } from 'pg';
import { checkPermission } from '#lib/domain/permissions.ts';
import { readSetting } from '#lib/server/settings.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { quote } from '#lib/sync/projection.ts';
import { assumeRights, inTransaction, rows, type Connection } from '#sync-server/database.ts';
import { withDuplicates } from './duplicates.ts';
import { machineColumns, personSections, type PersonSection } from './person-sections.ts';

/** One row of a section: names as in the database, in camel case. */
export type PersonRow = Readonly<Record<string, unknown>>;

/** The machine-readable export (docs/privacy.md describes it). `version` rises when a reader would have to change. */
export interface PersonData {
	readonly format: 'balcao-person';
	readonly version: 1;
	readonly issuedAt: string;
	readonly issuedBy: string;
	readonly provider: string;
	readonly legalBasis: string;
	readonly sections: Readonly<Record<string, readonly PersonRow[]>>;
}

/**
 * Everything that is held on one person and on the duplicates merged into their record, in one snapshot, under the rights of who asks;
 * that it was asked for is noted in the access log. Refusals: permission_denied, not_found.
 */
export async function exportPerson(pool: Pool, actor: Actor, customerId: string, now: string): Promise<Outcome<PersonData>> {
	const denied = checkPermission(actor.role, 'privacy.manage');
	if (denied) return denied;
	const provider = await readSetting(pool, 'providerName');
	return await inTransaction(pool, 'begin isolation level repeatable read', async (connection) => {
		await assumeRights(connection, actor);
		const ids = await withDuplicates(connection, customerId);
		if (ids.length === 0) return refuse('not_found');
		// Noted first, so that the export tells of itself.
		await connection.query(`select app.note_access($1, 'export', $2)`, [customerId, now]);
		const sections: Record<string, readonly PersonRow[]> = {};
		for (const section of personSections) sections[section.key] = await readSection(connection, section, ids);
		return ok({
			format: 'balcao-person',
			version: 1,
			issuedAt: now,
			issuedBy: actor.name,
			provider,
			legalBasis: 'Lei 13.709/2018 (LGPD), art. 18, II e V; art. 19',
			sections
		} satisfies PersonData);
	});
}

async function readSection(connection: Connection, section: PersonSection, ids: readonly string[]): Promise<PersonRow[]> {
	const owner = section.table === 'customer' ? 'id' : 'customer_id';
	const more = Object.entries(section.names ?? {}).map(([name, sql]) => `'${name}', ${sql}`);
	const found = await rows<{ row: string }>(
		connection,
		`select (to_jsonb(t) - $2::text[]${more.length > 0 ? ` || jsonb_build_object(${more.join(', ')})` : ''})::text as row
		 from ${quote(section.table)} t where t.${owner} = any($1::uuid[]) order by ${section.order}, t.id`,
		[ids, [...machineColumns, ...(section.hidden ?? [])]]
	);
	return found.map(({ row }) =>
		Object.fromEntries(Object.entries(JSON.parse(row) as PersonRow).map(([column, value]) => [camel(column), value]))
	);
}

/** `person_kind` → `personKind`. */
const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** File name of an export: the code says whose it is, and the name stays out of download folders. */
export const exportName = (data: PersonData, extension: 'json' | 'pdf'): string =>
	`titular-${String(data.sections.registrations?.[0]?.code ?? '')}-${data.issuedAt.slice(0, 10)}.${extension}`;
