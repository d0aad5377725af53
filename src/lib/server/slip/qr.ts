import { toSVG } from 'bwip-js/node';

export interface QrDrawing {
	/** A square with the white of four modules around the code: `viewBox` is `from from size size`. */
	readonly from: number;
	readonly size: number;
	/** SVG path of the black; fill it black by the even-odd rule. */
	readonly path: string;
}

/** White modules around a QR code (ISO/IEC 18004). */
const quiet = 4;

/** A text as QR code, error correction M: as the manual of PIX advises. */
export function drawQr(text: string): QrDrawing {
	// `eclevel` is an option of QR codes, which the types of all codes together leave out.
	const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 1 };
	const svg = toSVG(options);
	const [, side] = /viewBox="0 0 (\d+) \1"/.exec(svg) ?? [];
	const [, path] = / d="([^"]+)"/.exec(svg) ?? [];
	// One module is two units at scale 1.
	if (side === undefined || path === undefined || svg.indexOf('<path') !== svg.lastIndexOf('<path'))
		throw new Error('the QR code is not one path in a square');
	return { from: -2 * quiet, size: Number(side) + 4 * quiet, path };
}
