import { IdbJournal } from './journal-idb.ts';
import { allPlaces, generationsIn, removeGeneration } from './places.ts';

/**
 * Deletes everything of one person's replica in this browser: generations, outbox, inbox. For when no engine is there to
 * do it; rejects while one has the files open.
 */
export async function eraseFiles(userId: string): Promise<void> {
	await new IdbJournal(userId).erase();
	for (const place of allPlaces)
		for (const generation of await generationsIn(place, userId)) await removeGeneration(place, userId, generation);
}
