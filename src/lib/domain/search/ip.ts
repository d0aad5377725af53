/**
 * An IP address as stored, the way Postgres prints an `inet` without a mask: `10.0.0.1` (also from `010.000.000.001` and
 * `10.0.0.1/32`), `2001:db8::1`. Null when the text is no whole address.
 */
export function normaliseIp(text: string): string | null {
	const typed = text.trim().toLowerCase();
	return v4(typed.replace(/\/32$/, '')) ?? v6(typed.replace(/\/128$/, ''));
}

function v4(text: string): string | null {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
	if (!match) return null;
	const parts = match.slice(1).map(Number);
	return parts.every((part) => part <= 255) ? parts.join('.') : null;
}

/** RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as `::`. */
function v6(text: string): string | null {
	if (!/^[0-9a-f:]*:[0-9a-f:]*$/.test(text)) return null;
	const halves = text.split('::');
	if (halves.length > 2) return null;
	const groups = (half: string | undefined) => (half === undefined || half === '' ? [] : half.split(':'));
	const [head, tail] = [groups(halves[0]), groups(halves[1])];
	const missing = 8 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
	const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
	if (!all.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
	return compressed(all.map((group) => group.replace(/^0+(?=.)/, '')));
}

function compressed(groups: readonly string[]): string {
	let best = { at: -1, length: 1 };
	for (let at = 0; at < groups.length; at++) {
		let length = 0;
		while (groups[at + length] === '0') length++;
		if (length > best.length) best = { at, length };
		at += length;
	}
	if (best.at < 0) return groups.join(':');
	return `${groups.slice(0, best.at).join(':')}::${groups.slice(best.at + best.length).join(':')}`;
}
