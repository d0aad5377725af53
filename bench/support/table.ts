import { isMet, type Baseline, type Measured } from './figure.ts';

const widths = [34, 9, 9, 9, 6, 24, 6];
const line = (cells: readonly string[]): string =>
	cells
		.map((cell, i) =>
			i === 0 ? cell.padEnd(widths[0]!) : (widths[i] ?? 0) > 9 ? `  ${cell.padEnd(widths[i]!)}` : cell.padStart(widths[i] ?? 0)
		)
		.join(' ');

export const tableHead = (): string => line(['figure', 'p50', 'p95', 'p99', 'n', 'target', 'met', '  baseline']);

export function tableLine(measured: Measured): string {
	const { name, unit, p50, p95, p99, n, target, baseline } = measured;
	const met = isMet(measured);
	const promised = target
		? `${target.kind === 'atMost' ? '≤' : '≥'} ${(['p50', 'p95', 'p99'] as const)
				.filter((p) => target[p] !== undefined)
				.map((p) => `${p} ${target[p]}`)
				.join(', ')} ${unit}`
		: '';
	const compared = ([baseline ?? []] as (Baseline | readonly Baseline[])[])
		.flat()
		.map((b) => `${b.p50} ${unit} ${b.what}`)
		.join('; ');
	return line([name, String(p50), String(p95), String(p99), String(n), promised, met === null ? '' : met ? 'yes' : 'NO', `  ${compared}`]);
}
