import type { Cents } from '../money.ts';

/** Days late of a bucket, both included; `to` null is "and more". */
export interface AgeingBucket {
	readonly from: number;
	readonly to: number | null;
}

/** The buckets of the chart: 15 is the law's notice, 60 and 90 are steps of rescission and of write-off habits. */
export const usualAgeingEdges: readonly number[] = [15, 30, 60, 90];

/** Buckets that end at the edges: [30, 60] makes 1–30, 31–60 and 61 and more. Throws unless the edges rise from 1 on. */
export function ageingBuckets(edges: readonly number[] = usualAgeingEdges): readonly AgeingBucket[] {
	for (const [i, edge] of edges.entries())
		if (!Number.isInteger(edge) || edge <= (edges[i - 1] ?? 0)) throw new RangeError(`edges do not rise: ${edges.join(', ')}`);
	return [...edges, null].map((to, i) => ({ from: (edges[i - 1] ?? 0) + 1, to }));
}

export interface AgeingTotal extends AgeingBucket {
	readonly count: number;
	readonly cents: Cents;
}

/** Is somebody that late in the bucket? */
export const inBucket = ({ from, to }: AgeingBucket, daysLate: number): boolean => daysLate >= from && (to === null || daysLate <= to);

/** Debts by age, every bucket in order, empty ones too. What is not late is in none. */
export function ageing(
	debts: readonly { readonly daysLate: number; readonly cents: Cents }[],
	buckets: readonly AgeingBucket[] = ageingBuckets()
): readonly AgeingTotal[] {
	const totals = buckets.map((bucket) => ({ ...bucket, count: 0, cents: 0 }));
	for (const { daysLate, cents } of debts) {
		const bucket = totals.find((one) => inBucket(one, daysLate));
		if (!bucket) continue;
		bucket.count++;
		bucket.cents += cents;
	}
	return totals;
}
