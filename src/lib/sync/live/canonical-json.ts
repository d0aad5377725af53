/**
 * JSON text that does not depend on the order in which keys were written, so that equal questions have one name.
 * Undefined members are left out, as in JSON; a bigint becomes `"<digits>n"` (plain JSON has no word for it).
 */
export function canonicalJson(value: unknown): string {
	return (
		JSON.stringify(value, (_key, v: unknown) => {
			if (typeof v === 'bigint') return `${v}n`;
			if (v === null || typeof v !== 'object' || Array.isArray(v)) return v;
			const sorted: Record<string, unknown> = {};
			for (const key of Object.keys(v).sort()) sorted[key] = (v as Record<string, unknown>)[key];
			return sorted;
		}) ?? 'null'
	);
}
