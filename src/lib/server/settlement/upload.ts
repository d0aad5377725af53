import type { Pool } from 'pg';
import { normaliseFileName } from '#lib/domain/document/upload.ts';
import { beginUpload, bytesOfUpload, dropUpload, findUpload, type Upload } from '#lib/server/files/uploads.ts';
import { FileCorrupt, type FileStore } from '#lib/server/files/port.ts';
import { checked } from '#lib/server/files/checked.ts';
import { noCustomer } from '#lib/server/imports/request.ts';
import { refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { bankFileLimit, receiveRetorno } from './receive.ts';

/** Begins to send a retorno, or finds the upload of the same file. Refusals: field_required (`fileName`), file_empty, file_too_large, too_many_uploads. */
export async function beginBankFile(
	pool: Pool,
	store: FileStore,
	actor: Actor,
	file: { readonly fileName: string; readonly bytes: number; readonly sha256: string }
): Promise<Outcome<Upload>> {
	const fileName = normaliseFileName(file.fileName)?.slice(-200);
	if (!fileName) return refuse('field_required', { field: 'fileName' });
	if (file.bytes === 0) return refuse('file_empty');
	if (file.bytes > bankFileLimit) return refuse('file_too_large', { detail: { limit: bankFileLimit / (1024 * 1024) } });
	const { bytes, sha256 } = file;
	const nobody = { branchId: noCustomer, customerId: noCustomer, mediaType: '', description: '', remark: null };
	return await beginUpload(pool, store, actor, { ...nobody, fileName, bytes, sha256 }, new Date());
}

/**
 * Takes the file that has arrived; its parts go away either way, for what was refused is chosen anew. Refusals: not_found, upload_incomplete,
 * checksum_mismatch, those of `receiveRetorno`.
 */
export async function takeBankFile(
	pool: Pool,
	store: FileStore,
	actor: Actor,
	asked: { readonly fileId: string; readonly accountId: string | null },
	now: string
): Promise<Outcome<{ readonly id: string; readonly known: boolean }>> {
	const upload = await findUpload(pool, actor, asked.fileId);
	if (upload?.customerId !== noCustomer) return refuse('not_found');
	if (upload.received !== upload.bytes) return refuse('upload_incomplete');
	try {
		const chunks: Uint8Array[] = [];
		for await (const chunk of checked(bytesOfUpload(store, upload), upload)) chunks.push(chunk);
		return await receiveRetorno(pool, actor, { name: upload.fileName, content: Buffer.concat(chunks), accountId: asked.accountId }, now);
	} catch (error) {
		if (error instanceof FileCorrupt) return refuse('checksum_mismatch');
		throw error;
	} finally {
		await dropUpload(pool, store, upload);
	}
}
