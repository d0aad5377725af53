/** The default alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1) by code 0x00 to 0x7F; 0x1B is the way to the extension table. */
const basic =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const escape = 0x1b;
/** Extension table (6.2.1.1): each takes the escape and one more septet. */
const extension: Readonly<Record<string, number>> = {
	'\f': 0x0a,
	'^': 0x14,
	'{': 0x28,
	'}': 0x29,
	'\\': 0x2f,
	'[': 0x3c,
	'~': 0x3d,
	']': 0x3e,
	'|': 0x40,
	'€': 0x65
};
const codes = new Map<string, readonly number[]>([
	...[...basic].flatMap((letter, code): [string, readonly number[]][] => (code === escape ? [] : [[letter, [code]]])),
	...Object.entries(extension).map(([letter, code]): [string, readonly number[]] => [letter, [escape, code]])
]);
const extended = new Map(Object.entries(extension).map(([letter, code]) => [code, letter]));

/** The septets of one letter, one an octet as exchanges take them with data_coding 0; null: it is not in the alphabet. */
export const gsm7Letter = (letter: string): readonly number[] | null => codes.get(letter) ?? null;

/** Back to text. An unknown extension code shows the letter of the default table, as the standard asks of receivers. */
export function fromGsm7(octets: Uint8Array): string {
	let text = '';
	for (let at = 0; at < octets.length; at++) {
		const code = octets[at]! & 0x7f;
		if (code !== escape) text += basic[code] ?? '';
		else if (++at < octets.length) text += extended.get(octets[at]! & 0x7f) ?? basic[octets[at]! & 0x7f] ?? '';
	}
	return text;
}
