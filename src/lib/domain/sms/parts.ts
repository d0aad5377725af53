import { smsSize } from '../message-template/sms.ts';
import { fromGsm7, gsm7Letter } from './gsm7.ts';

/** One short message on the wire. */
export interface SmsPart {
	readonly encoding: 'gsm7' | 'ucs2';
	/** User data header (3GPP TS 23.040, 9.2.3.24.1) that joins the parts; empty for a text of one part. */
	readonly header: Uint8Array;
	/** Septets, one an octet; or UTF-16 big-endian. */
	readonly body: Uint8Array;
	readonly text: string;
}

/** Octets or UTF-16 units of a part: alone, and joined by a header. */
const room = { gsm7: [160, 153], ucs2: [70, 67] } as const;

/**
 * A text as the parts it is sent as: as many as `smsSize` counts. `reference` (0–255) tells two long texts to one telephone apart.
 * No letter is torn in two: an extension letter keeps its escape, an emoji both of its halves. No text is no part.
 */
export function smsParts(text: string, reference: number): readonly SmsPart[] {
	const { encoding } = smsSize(text);
	const [alone, joined] = room[encoding];
	const letters = [...text].map((letter) => ({ letter, units: unitsOf(letter, encoding) }));
	const total = letters.reduce((sum, { units }) => sum + units.length, 0);
	const size = total <= alone ? alone : joined;
	const parts: { text: string; units: number[] }[] = [];
	for (const { letter, units } of letters) {
		const last = parts.at(-1);
		if (last && last.units.length + units.length <= size) {
			last.text += letter;
			last.units.push(...units);
		} else parts.push({ text: letter, units: [...units] });
	}
	return parts.map((part, n) => ({
		encoding,
		header: parts.length === 1 ? new Uint8Array() : Uint8Array.of(5, 0, 3, reference & 0xff, parts.length, n + 1),
		body: encoding === 'gsm7' ? Uint8Array.from(part.units) : bigEndian(part.units),
		text: part.text
	}));
}

/** The text of a part's body. */
export function partText(encoding: 'gsm7' | 'ucs2', body: Uint8Array): string {
	if (encoding === 'gsm7') return fromGsm7(body);
	let text = '';
	for (let at = 0; at + 1 < body.length; at += 2) text += String.fromCharCode((body[at]! << 8) | body[at + 1]!);
	return text;
}

function unitsOf(letter: string, encoding: 'gsm7' | 'ucs2'): readonly number[] {
	if (encoding === 'gsm7') return gsm7Letter(letter) ?? [];
	return Array.from({ length: letter.length }, (_, n) => letter.charCodeAt(n));
}

const bigEndian = (units: readonly number[]): Uint8Array => Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff]));
