import type { Lab } from './lab.ts';
import type { Summary } from './stats.ts';

/** `atMost` for times and sizes, `atLeast` for rates. Only the percentiles that are named are promised. */
export type Target = { readonly kind: 'atMost' | 'atLeast' } & Partial<Pick<Summary, 'p50' | 'p95' | 'p99'>>;

/** The same thing done in another way in the same run, so that the machine's mood cancels out. */
export interface Baseline extends Partial<Summary> {
	readonly what: string;
	readonly p50: number;
}

/** One measured figure: what `--json` prints, one per line. */
export interface Measured extends Summary {
	readonly name: string;
	readonly unit: 'ms' | 's' | 'KB' | 'ratio' | 'count';
	readonly target: Target | null;
	readonly baseline?: Baseline | readonly Baseline[];
	readonly params: Readonly<Record<string, string | number | boolean>>;
}

export interface Figure {
	/** What `--only` matches, and the beginning of the names it yields. */
	readonly name: string;
	readonly what: string;
	run(lab: Lab): Promise<Measured[]>;
}

export function isMet(measured: Measured): boolean | null {
	const { target } = measured;
	if (!target) return null;
	return (['p50', 'p95', 'p99'] as const).every(
		(p) => target[p] === undefined || (target.kind === 'atMost' ? measured[p] <= target[p] : measured[p] >= target[p])
	);
}
