import type { RawLine } from '#lib/domain/cnab/read.ts';
import { eventKey } from '#lib/domain/cnab/retorno.ts';
import { retornoPart } from '#lib/domain/settlement/retorno-file.ts';

/**
 * Entries of a file that have the key of an earlier one of it: their first line → 2 for the second, 3 for the third … It follows from the
 * file alone, so whoever settles whichever part of it comes to the same. Read in slices: nobody waits for it.
 */
export async function eventsAgain(lines: readonly RawLine[], bank: string): Promise<ReadonlyMap<number, number>> {
	const times = new Map<string, number>();
	const again = new Map<number, number>();
	for (let after = 0; ;) {
		const part = retornoPart(lines, after, 400);
		if (part === null) return again;
		for (const entry of part.entries) {
			const key = eventKey(bank, entry);
			const nth = (times.get(key) ?? 0) + 1;
			times.set(key, nth);
			if (nth > 1) again.set(entry.lines[0]!, nth);
		}
		after = part.lines.at(-1)!.number;
		await new Promise((resolve) => setImmediate(resolve));
	}
}
