import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCursor, isWithin, parseCursor, parseSnapshot } from './cursor.ts';

/** A database in which transactions begin and end; snapshots are taken between. */
const histories = fc.array(fc.record({ begin: fc.boolean(), pick: fc.nat() }), { maxLength: 60 }).map((steps) => {
	let next = 3n;
	const running: bigint[] = [];
	const snapshots: string[] = [];
	for (const { begin, pick } of steps) {
		if (begin || running.length === 0) running.push(next++);
		else running.splice(pick % running.length, 1);
		snapshots.push(`${running[0] ?? next}:${next}:${running.join(',')}`);
	}
	return { snapshots, last: next };
});
const sees = (snapshot: string, xid: bigint): boolean => {
	const { xmax, xip } = parseSnapshot(snapshot);
	return xid < xmax && !xip.includes(xid);
};
const beacon = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('cursor', () => {
	it('[D3] isWithin is: everything that one sees the other sees, in every history', () => {
		fc.assert(
			fc.property(histories, fc.nat(), fc.nat(), ({ snapshots, last }, i, j) => {
				if (snapshots.length === 0) return;
				const [a, b] = [snapshots[i % snapshots.length]!, snapshots[j % snapshots.length]!];
				let subset = true;
				for (let xid = 3n; xid < last; xid++) if (sees(a, xid) && !sees(b, xid)) subset = false;
				if (isWithin(a, b)) expect(subset).toBe(true);
				if (i % snapshots.length <= j % snapshots.length) expect(isWithin(a, b)).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});

	it('[D3] a snapshot is within itself, and being within passes on', () => {
		fc.assert(
			fc.property(histories, fc.tuple(fc.nat(), fc.nat(), fc.nat()), ({ snapshots }, picks) => {
				if (snapshots.length === 0) return;
				const [a, b, c] = picks.map((n) => snapshots[n % snapshots.length]!) as [string, string, string];
				expect(isWithin(a, a)).toBe(true);
				if (isWithin(a, b) && isWithin(b, c)) expect(isWithin(a, c)).toBe(true);
			})
		);
	});

	it('reads what it wrote', () => {
		fc.assert(
			fc.property(histories, ({ snapshots }) => {
				for (const snapshot of snapshots) expect(parseCursor(formatCursor(snapshot, beacon))).toEqual({ snapshot, beacon });
			})
		);
	});

	it('[H1] takes only what Postgres would take for a snapshot', () => {
		for (const text of [
			'',
			'3:9',
			`3:9:@x`,
			`9:3:@${beacon}`,
			`3:9:9@${beacon}`,
			`3:9:2@${beacon}`,
			`3:9:5,4@${beacon}`,
			`3:9:4,4@${beacon}`,
			`0:9:@${beacon}`,
			`3:99999999999999999999:@${beacon}`,
			`3:9:4,@${beacon}`,
			`-3:9:@${beacon}`,
			`3:9:@${beacon}; drop`,
			`3:9:${'4,'.repeat(20_000)}5@${beacon}`
		])
			expect(parseCursor(text)).toBeNull();
	});

	it('any text is a cursor or is not, but does not throw', () => {
		fc.assert(fc.property(fc.string(), (text) => void parseCursor(text)));
	});
});
