/** Values of a free field by name, digits only. */
export type FreeValues = Readonly<Record<string, string>>;

/** A piece of a bank's free field, in the order of its digits. */
export type FreePart =
	/** Always these digits. */
	| { readonly fixed: string }
	/** So many digits of the value of this name, from its `from`th on: a bank may scatter a number over several places. */
	| { readonly name: string; readonly digits: number; readonly from?: number }
	/** A check digit over values, or over all digits of the free field `before` it. */
	| { readonly check: (values: FreeValues, before: string) => string };

/** The 25 digits that the parts give with these values. Throws a RangeError when a value has not the digits it must have. */
export function composeFreeField(parts: readonly FreePart[], values: FreeValues): string {
	let out = '';
	for (const part of parts) {
		if ('fixed' in part) out += part.fixed;
		else if ('check' in part) out += part.check(values, out);
		else out += (values[part.name] ?? '').slice(part.from ?? 0, (part.from ?? 0) + part.digits);
	}
	if (!/^\d{25}$/.test(out)) throw new RangeError(`a free field has 25 digits, this one is ${out}`);
	return out;
}

/** The values in a free field that follows the parts, or null: a fixed digit or a check digit is another one. */
export function readFreeField(parts: readonly FreePart[], freeField: string): FreeValues | null {
	const values: Record<string, string> = {};
	let at = 0;
	for (const part of parts) {
		const digits = 'fixed' in part ? part.fixed.length : 'check' in part ? 1 : part.digits;
		if ('name' in part) {
			const from = part.from ?? 0;
			const known = (values[part.name] ?? '').padEnd(from, '0');
			values[part.name] = known.slice(0, from) + freeField.slice(at, at + digits) + known.slice(from + digits);
		}
		at += digits;
	}
	return composeFreeField(parts, values) === freeField ? values : null;
}
