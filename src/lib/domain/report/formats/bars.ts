import type { ReportBar } from '../report.ts';
import { escaped } from './markup.ts';

/** The picture of a report: debt by age, as SVG, 640 × (34 for each bar). */
export function barsSvg(bars: readonly ReportBar[], title: string): string {
	const most = Math.max(1, ...bars.map(({ value }) => value));
	const height = bars.length * 34 + 6;
	const lines = bars.map(({ label, value, shown }, n) => {
		const y = n * 34 + 6;
		const width = Math.round((value / most) * 330);
		return (
			`<text x="0" y="${String(y + 17)}">${escaped(label)}</text>` +
			`<rect x="150" y="${String(y)}" width="${String(width)}" height="24" rx="2" fill="#3b5bdb"/>` +
			`<text x="${String(158 + width)}" y="${String(y + 17)}">${escaped(shown)}</text>`
		);
	});
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="${String(height)}" viewBox="0 0 640 ${String(height)}" ` +
		`font-family="sans-serif" font-size="13"><title>${escaped(title)}</title>${lines.join('')}</svg>`
	);
}
