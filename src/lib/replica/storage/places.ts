/**
 * Where generations of a replica lie in a browser: their names, which there are, and how one is deleted. Apart from what
 * opens them, because a page may have to delete (a sign-out when the engine does not start) and must not load the engine.
 */

/**
 * Where a generation can live, best first:
 * - `handles`: OPFS through a pool of access handles. Reopening costs neither time nor memory by size.
 * - `mirror`: in memory, mirrored into OPFS after each statement. Where the pool fails (Safari allows 252 handles).
 * - `idb`: in memory, mirrored into IndexedDB, always strict: relaxed lost whole sessions in tests.
 * - `memory`: the browser refused all of them; nothing survives a reload, and the status says so.
 */
export type Place = 'handles' | 'mirror' | 'idb' | 'memory';

export const allPlaces: readonly Place[] = ['handles', 'mirror', 'idb', 'memory'];

const opfsRoots = { handles: 'balcao', mirror: 'balcao-mirror' } as const;

/** Path in the origin's private file system, or name of the IndexedDB file system. */
export function placeName(place: 'handles' | 'mirror' | 'idb', userId: string, generation: string): string {
	return place === 'idb' ? `balcao-${userId}-${generation}` : `${opfsRoots[place]}/${userId}/${generation}`;
}

/** Names of this user's generations in a place, complete or not. */
export async function generationsIn(place: Place, userId: string): Promise<string[]> {
	switch (place) {
		case 'handles':
		case 'mirror': {
			const directory = await userDirectory(place, userId);
			return directory === null ? [] : Array.fromAsync(directory.keys());
		}
		case 'idb': {
			const prefix = idbName(userId, '');
			const databases = await indexedDB.databases().catch(() => []);
			return databases.flatMap(({ name }) => (name?.startsWith(prefix) === true ? [name.slice(prefix.length)] : []));
		}
		case 'memory':
			return [];
	}
}

/** Deletes one. Rejects when a worker has its files open; one that is not there is deleted already. */
export async function removeGeneration(place: Place, userId: string, generation: string): Promise<void> {
	switch (place) {
		case 'handles':
		case 'mirror':
			try {
				await (await userDirectory(place, userId))?.removeEntry(generation, { recursive: true });
			} catch (error) {
				if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
			}
			return;
		case 'idb': {
			const { promise, resolve, reject } = Promise.withResolvers<void>();
			const request = indexedDB.deleteDatabase(idbName(userId, generation));
			request.onsuccess = () => resolve();
			request.onerror = () => reject(request.error as Error);
			return promise;
		}
		case 'memory':
			return;
	}
}

/** PGlite's IndexedDB file system calls its database by the mount point. */
const idbName = (userId: string, generation: string): string => `/pglite/${placeName('idb', userId, generation)}`;

/** Null where there is none, or the browser has no private file system at all. */
async function userDirectory(place: 'handles' | 'mirror', userId: string): Promise<FileSystemDirectoryHandle | null> {
	try {
		const origin = await navigator.storage.getDirectory();
		return await (await origin.getDirectoryHandle(opfsRoots[place])).getDirectoryHandle(userId);
	} catch {
		return null;
	}
}
