import { getLocale } from '#lib/paraglide/runtime.js';

/** Kilobits a second as customers know them: `500/250 Mbps`, `512/128 Kbps`, `1/0,5 Gbps`. */
export function speed(downloadKbps: number, uploadKbps: number): string {
	const [unit, size] =
		downloadKbps >= 1_000_000 ? (['Gbps', 1_000_000] as const) : downloadKbps >= 1000 ? (['Mbps', 1000] as const) : (['Kbps', 1] as const);
	const format = new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 1 });
	return `${format.format(downloadKbps / size)}/${format.format(uploadKbps / size)} ${unit}`;
}
