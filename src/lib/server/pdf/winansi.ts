/**
 * The fonts that every PDF reader has (Helvetica) know Windows-1252: all of Portuguese, and not every name in the world. What they do
 * not know is written without its accent, and as `?` where that does not help: never as a wrong letter.
 */
export function winAnsi(text: string): string {
	return [...text.normalize('NFC')].map((one) => (isKnown(one) ? one : plain(one))).join('');
}

const beyondLatin1 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
const isKnown = (one: string): boolean => {
	const code = one.codePointAt(0) ?? 0;
	return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || one === '\n' || beyondLatin1.has(one);
};

function plain(one: string): string {
	if (/\p{Cc}|\p{Cf}/u.test(one)) return one === '\t' ? ' ' : '';
	const bare = one.normalize('NFKD').replace(/\p{M}/gu, '');
	return bare !== '' && [...bare].every(isKnown) ? bare : '?';
}
