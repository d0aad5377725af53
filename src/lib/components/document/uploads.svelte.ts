import { call, type Answer } from '#lib/components/shell/http.ts';
import type { Refusal } from '#lib/sync/model.ts';
import { begin, checksum, sendParts } from './send-file.ts';

export type UploadState =
	| { readonly kind: 'reading' }
	| { readonly kind: 'sending' }
	/** The line broke; it goes on by itself when the line is back. */
	| { readonly kind: 'waiting' }
	| { readonly kind: 'finishing' }
	| { readonly kind: 'done' }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

/** One file on its way. */
export class Upload {
	readonly key: number;
	readonly customerId: string;
	readonly file: File;
	readonly #texts: { readonly description: string; readonly remark: string | null };
	readonly #cut = new AbortController();
	#id: string | null = null;
	state = $state.raw<UploadState>({ kind: 'reading' });
	/** Bytes that the centre has. */
	received = $state(0);

	constructor(key: number, customerId: string, file: File, texts: { readonly description: string; readonly remark: string | null }) {
		this.key = key;
		this.customerId = customerId;
		this.file = file;
		this.#texts = texts;
	}

	/** From the beginning or from where it was. */
	async run(): Promise<void> {
		try {
			this.state = { kind: 'reading' };
			const sha256 = await checksum(this.file);
			const begun = await begin('/api/documents', {
				customerId: this.customerId,
				fileName: this.file.name,
				bytes: this.file.size,
				sha256,
				...this.#texts
			});
			if (!begun.ok) return this.#refused(begun);
			this.#cut.signal.throwIfAborted();
			this.#id = begun.value.id;
			this.state = { kind: 'sending' };
			const path = `/api/documents/uploads/${begun.value.id}`;
			const sent = await sendParts(path, this.file, begun.value, (received) => (this.received = received), this.#cut.signal);
			if (!sent.ok) return this.#refused(sent);
			this.state = { kind: 'finishing' };
			const made: Answer<{ id: string }> = await call('POST', path, undefined, 60_000);
			if (!made.ok) return this.#refused(made);
			this.state = { kind: 'done' };
		} catch (error) {
			// Given up on purpose, or the file is gone from the disk meanwhile.
			if (!this.#cut.signal.aborted) this.#refused({ ok: false, code: 'file_unreadable' });
			if (!(error instanceof DOMException)) throw error;
		}
	}

	#refused(refusal: Refusal): void {
		this.state = refusal.code === 'centre_unreachable' ? { kind: 'waiting' } : { kind: 'failed', refusal };
	}

	cancel(): void {
		this.#cut.abort();
		if (this.#id !== null) void call('DELETE', `/api/documents/uploads/${this.#id}`);
	}
}

let next = 1;
let all = $state.raw<readonly Upload[]>([]);

/** Files on their way from this window: they go on while the person looks at something else. */
export const uploads = {
	of: (customerId: string): readonly Upload[] => all.filter((one) => one.customerId === customerId),
	add(customerId: string, file: File, texts: { readonly description: string; readonly remark: string | null }): void {
		const upload = new Upload(next++, customerId, file, texts);
		all = [...all, upload];
		void upload.run().then(() => {
			if (upload.state.kind === 'done') uploads.drop(upload);
		});
	},
	/** The line is back: whatever waited for it goes on. */
	resume(): void {
		for (const upload of all) if (upload.state.kind === 'waiting') uploads.again(upload);
	},
	again(upload: Upload): void {
		void upload.run().then(() => {
			if (upload.state.kind === 'done') uploads.drop(upload);
		});
	},
	cancel(upload: Upload): void {
		upload.cancel();
		uploads.drop(upload);
	},
	drop(upload: Upload): void {
		all = all.filter((one) => one !== upload);
	}
};
