/** Percentiles by the nearest rank: a p99 of 50 values is the largest, never something between two that were measured. */
export function percentile(sorted: readonly number[], p: number): number {
	if (sorted.length === 0) throw new Error('a percentile of nothing');
	return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)]!;
}

export interface Summary {
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	readonly n: number;
}

/** Three significant figures are more than a shared machine can promise. */
export const round = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

export function summarise(values: readonly number[]): Summary {
	const sorted = [...values].sort((a, b) => a - b);
	return { p50: round(percentile(sorted, 50)), p95: round(percentile(sorted, 95)), p99: round(percentile(sorted, 99)), n: sorted.length };
}

/** Milliseconds on a clock that all processes of one machine share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
