import { previewOf } from '#lib/domain/document/file-type.ts';
import { refused } from '#lib/server/http/answers.ts';
import { refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { RateLimit } from '#lib/server/auth/rate-limit.ts';
import { answer } from '#lib/server/http/answers.ts';
import type { DocumentFile } from './documents.ts';
import { FileStoreUnavailable, type StoredFile } from './port.ts';
import type { Upload } from './uploads.ts';

const statuses: Readonly<Record<string, number>> = {
	upload_offset: 409,
	upload_incomplete: 409,
	import_running: 409,
	import_ended: 409,
	too_many_uploads: 429,
	file_too_large: 413
};

/** An outcome as an answer; `ok` becomes `status`. */
export const told = (outcome: Outcome, status = 200): Response =>
	outcome.ok ? answer(outcome.value ?? {}, status) : refused(outcome, statuses[outcome.code]);

/** What a browser needs to know of an upload. */
export const stateOf = ({ id, received, bytes }: Upload): object => ({ id, received, bytes });

/** Storage that is away is a refusal that says so (503), and no incident. */
export async function withStorage(run: () => Promise<Response>): Promise<Response> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof FileStoreUnavailable)) throw error;
		console.error(`file storage: ${error.message}`);
		return refused(refuse('files_unavailable'), 503);
	}
}

/** Beginnings and parts per person: far above what a person with a fast line does, far below what would hurt. */
const beginnings = new RateLimit({ limit: 120, windowMs: 60_000 });
const arrivals = new RateLimit({ limit: 6000, windowMs: 60_000 });

/** Null, or the refusal of somebody who begins too often (429). */
export const tooOften = (actor: Actor, what: 'begin' | 'part'): Response | null => {
	const seconds = (what === 'begin' ? beginnings : arrivals).take(actor.userId, Date.now());
	return seconds === 0 ? null : refused(refuse('too_many_attempts', { detail: { seconds } }));
};

/**
 * The file itself. Whatever it holds, it is no page of ours: its type is the one that was checked, browsers may not guess
 * another, and shown by itself it is in a sandbox, without origin or script. Not so a PDF: browsers refuse to show one in a
 * sandbox, and their viewers keep it apart themselves; it may be framed by our own pages only.
 */
export function fileAnswer(document: DocumentFile, file: StoredFile, inline: boolean): Response {
	const preview = previewOf(document.mediaType);
	const shown = inline && preview !== null;
	return new Response(file.stream, {
		headers: {
			'content-type': document.mediaType.startsWith('text/') ? `${document.mediaType}; charset=utf-8` : document.mediaType,
			'content-length': String(file.bytes),
			'content-disposition': `${shown ? 'inline' : 'attachment'}; ${nameParameters(document.fileName)}`,
			'x-content-type-options': 'nosniff',
			'content-security-policy':
				shown && preview === 'pdf'
					? "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; frame-ancestors 'self'"
					: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
			'cache-control': 'private, no-store'
		}
	});
}

/** RFC 6266: the plain name for old programs, the real one in UTF-8 for all others. */
function nameParameters(fileName: string): string {
	const plain =
		fileName
			.normalize('NFKD')
			.replace(/[^\x20-\x7e]/g, '')
			.replace(/["\\]/g, '_') || 'documento';
	const real = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
	return `filename="${plain}"; filename*=UTF-8''${real}`;
}
