/** A field of an EMV code: two digits that name it, two of its length in characters, and its value. */
export type TlvField = readonly [id: string, value: string];

/** The fields one after the other. Throws a RangeError for an empty value or one of more than 99 characters. */
export function writeTlv(fields: readonly TlvField[]): string {
	return fields.reduce((out, [id, value]) => {
		if (value.length < 1 || value.length > 99) throw new RangeError(`field ${id} has ${value.length} characters, 1 to 99 fit`);
		return out + id + String(value.length).padStart(2, '0') + value;
	}, '');
}

/** The fields of a text, or the place (from 0) from which on nothing can be read; a field named twice cannot be read either. */
export function readTlv(text: string): ReadonlyMap<string, string> | number {
	const fields = new Map<string, string>();
	for (let at = 0; at < text.length;) {
		const head = /^(\d{2})(\d{2})$/.exec(text.slice(at, at + 4));
		const length = Number(head?.[2] ?? 0);
		const id = head?.[1] ?? '';
		if (length === 0 || fields.has(id) || at + 4 + length > text.length) return at;
		fields.set(id, text.slice(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return fields;
}
