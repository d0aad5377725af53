import { interleaved2of5 } from './interleaved.ts';

/** The barcode of a slip, in millimetres: 103 wide and 13 high (FEBRABAN; Carta-Circular BCB 2.926/2000). */
export const slipBarcode = {
	widthMm: 103,
	heightMm: 13,
	/** White on either side. FEBRABAN asks for 5 mm; ISO/IEC 16390 for ten narrow bars, which is less. */
	quietMm: 5
} as const;

export interface BarcodeDrawing {
	/** With the white on both sides: width and height of an SVG's `viewBox`, in millimetres. */
	readonly widthMm: number;
	readonly heightMm: number;
	/** An SVG path, in millimetres, of all bars; fill it black. */
	readonly path: string;
}

const round = (mm: number): string => String(Math.round(mm * 10_000) / 10_000);

/** Digits as an Interleaved 2 of 5 of this size. Every edge is computed from the whole, so no error adds up from bar to bar. */
export function drawBarcode(
	digits: string,
	size: { readonly widthMm: number; readonly heightMm: number; readonly quietMm: number } = slipBarcode
): BarcodeDrawing {
	const widths = interleaved2of5(digits);
	const modules = widths.reduce((sum, width) => sum + width, 0);
	const mm = (at: number) => size.quietMm + (at * size.widthMm) / modules;
	let path = '';
	let at = 0;
	widths.forEach((width, i) => {
		if (i % 2 === 0) path += `M${round(mm(at))} 0H${round(mm(at + width))}V${round(size.heightMm)}H${round(mm(at))}Z`;
		at += width;
	});
	return { widthMm: size.widthMm + 2 * size.quietMm, heightMm: size.heightMm, path };
}
