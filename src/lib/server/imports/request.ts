import type { Pool } from 'pg';
import { z } from 'zod';
import { dayAt } from '#lib/domain/day/zone.ts';
import { doubledTarget, importKinds, isMapping, missingTargets } from '#lib/domain/import/columns.ts';
import type { Rules } from '#lib/domain/import/line.ts';
import type { FileStore } from '#lib/server/files/port.ts';
import { bytesOfUpload, findUpload, type Upload } from '#lib/server/files/uploads.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse, type Actor, type Refusal } from '#lib/sync/model.ts';
import { openSheet, type SheetReading } from './read.ts';

/** Largest sheet, in bytes. */
export const sheetLimit = 20 * 1024 * 1024;
/** In the place of a customer: the file of an import is of nobody. */
export const noCustomer = '00000000-0000-0000-0000-000000000000';

/** What shall be done with a file that has arrived. */
export const importRequest = z.strictObject({
	fileId: z.uuid(),
	kind: z.enum(importKinds),
	branchId: z.uuid(),
	mapping: z.array(z.string().max(40).nullable()).max(200)
});

/** The file of an import that has arrived whole, or null. */
export async function findSheet(pool: Pool, actor: Actor, id: string): Promise<Upload | null> {
	const upload = await findUpload(pool, actor, id);
	return upload?.customerId === noCustomer && upload.received === upload.bytes ? upload : null;
}

export async function sheetBytes(store: FileStore, upload: Upload): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of bytesOfUpload(store, upload)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** Opens the sheet of a request for judging. Refusals: not_found, value_invalid, import_columns, those of `openSheet`. */
export async function openRequested(
	pool: Pool,
	store: FileStore,
	actor: Actor,
	asked: z.infer<typeof importRequest>,
	batch: number
): Promise<{ readonly ok: true; readonly value: { readonly sheet: SheetReading; readonly upload: Upload } } | Refusal> {
	const { kind, mapping, branchId } = asked;
	const upload = await findSheet(pool, actor, asked.fileId);
	if (upload === null) return refuse('not_found');
	const { rows } = await pool.query<{ area_code: string | null }>(`select area_code from branch where id = $1 and active`, [branchId]);
	if (!rows[0] || !actor.branchIds.includes(branchId)) return refuse('value_invalid', { field: 'branchId' });
	if (!isMapping(kind, mapping)) return refuse('value_invalid', { field: 'mapping' });
	if (missingTargets(kind, mapping).length > 0 || doubledTarget(mapping) !== null) return refuse('import_columns', { field: 'mapping' });
	const rules: Rules = {
		kind,
		mapping,
		areaCode: rows[0].area_code ?? undefined,
		today: dayAt(new Date().toISOString(), await readSetting(pool, 'timeZone'))
	};
	const sheet = await openSheet(await sheetBytes(store, upload), upload.fileName, rules, batch);
	return sheet.ok ? { ok: true, value: { sheet: sheet.value, upload } } : sheet;
}
