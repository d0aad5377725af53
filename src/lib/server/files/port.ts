/** Bytes in the order in which they are kept; each chunk is used once and then let go. */
export type ByteSource = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface StoredFile {
	readonly bytes: number;
	readonly stream: ReadableStream<Uint8Array>;
}

/**
 * Where the centre keeps files: a folder, or storage that speaks S3. Keys are made by us (`content/ab/abcdef…`, `parts/…`),
 * lower-case letters, digits, `-` and `/` only. What `write` has answered survives a power cut, and nobody ever reads half a file.
 */
export interface FileStore {
	/** Keeps a file, over one of the same key. @throws FileCorrupt when the source is not what was said. */
	write(key: string, source: ByteSource, expected: { readonly bytes: number; readonly sha256: string }): Promise<void>;
	/** Null when there is none. */
	read(key: string): Promise<StoredFile | null>;
	/** In bytes; null when there is none. */
	size(key: string): Promise<number | null>;
	/** A key that is not there is none to remove. */
	remove(key: string): Promise<void>;
}

/** The bytes are not those that were announced. */
export class FileCorrupt extends Error {
	override readonly name = 'FileCorrupt';
}

/** The storage does not answer, or answers what it should not: nobody's fault who is at a screen. */
export class FileStoreUnavailable extends Error {
	override readonly name = 'FileStoreUnavailable';
}

/** Keys come from ids and checksums; one that could leave the folder is a bug of ours. */
export function checkKey(key: string): string {
	if (!/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/.test(key)) throw new Error('not a key of the file storage');
	return key;
}
