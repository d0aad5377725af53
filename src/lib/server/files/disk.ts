import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { checked } from './checked.ts';
import { checkKey, type FileStore } from './port.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Files in a folder: written beside their place, brought to disk, then moved there in one step. */
export function diskStore(folder: string): FileStore {
	const pathOf = (key: string): string => join(folder, ...checkKey(key).split('/'));

	return {
		async write(key, source, expected) {
			const path = pathOf(key);
			await mkdir(dirname(path), { recursive: true });
			const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
			let handle: FileHandle | null = await open(temporary, 'wx', 0o640);
			try {
				for await (const chunk of checked(source, expected)) await writeAll(handle, chunk);
				await handle.sync();
				await handle.close();
				handle = null;
				await rename(temporary, path);
			} catch (error) {
				await handle?.close();
				await rm(temporary, { force: true });
				throw error;
			}
			// A name is data of its folder, and a new folder's name is data of the one above it.
			for (let place = dirname(path); place.length >= folder.length; place = dirname(place)) await syncFolder(place);
		},
		async read(key) {
			let handle: FileHandle;
			try {
				handle = await open(pathOf(key), 'r');
			} catch (error) {
				if (isMissing(error)) return null;
				throw error;
			}
			const { size } = await handle.stat();
			return { bytes: size, stream: Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array> };
		},
		async size(key) {
			try {
				return (await stat(pathOf(key))).size;
			} catch (error) {
				if (isMissing(error)) return null;
				throw error;
			}
		},
		async remove(key) {
			await rm(pathOf(key), { force: true });
		}
	};
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
	for (let at = 0; at < chunk.byteLength;) at += (await handle.write(chunk, at)).bytesWritten;
}

async function syncFolder(path: string): Promise<void> {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
