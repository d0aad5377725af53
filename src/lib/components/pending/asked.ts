/** One thing that was asked, flat: `changes.mobile.to` with what it was before, where the mutator keeps that. */
export interface AskedValue {
	/** Way into the arguments, e.g. `['changes', 'mobile', 'to']`. */
	readonly path: readonly string[];
	/** Name of the field, for its title. */
	readonly field: string;
	readonly value: string | number | boolean | null;
	/** Undefined where the arguments do not say. */
	readonly before?: string | number | boolean | null;
}

type Scalar = AskedValue['value'];
const isScalar = (value: unknown): value is Scalar => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Arguments of any mutator as a list of values, in their own order. Lists are left out: nothing of ours sends any. */
export function asked(args: unknown, path: readonly string[] = []): readonly AskedValue[] {
	if (!isRecord(args)) return [];
	return Object.entries(args).flatMap(([key, value]): readonly AskedValue[] => {
		if (isScalar(value)) return [{ path: [...path, key], field: key, value }];
		if (!isRecord(value)) return [];
		const { from, to } = value;
		if ('to' in value && isScalar(to))
			return [{ path: [...path, key, 'to'], field: key, value: to, ...('from' in value && isScalar(from) ? { before: from } : {}) }];
		return asked(value, [...path, key]);
	});
}

/** The same arguments with one value replaced. */
export function withValue(args: unknown, path: readonly string[], value: Scalar): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return value;
	const record = isRecord(args) ? args : {};
	return { ...record, [key]: withValue(record[key], rest, value) };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id says nothing to a person, and changing it would make it another request. */
export const isReference = ({ field, value }: AskedValue): boolean =>
	field === 'id' || field === 'key' || field === 'version' || (typeof value === 'string' && uuid.test(value));

/** The customer that a request is about, or null. */
export function customerOf(name: string, args: unknown): string | null {
	if (!isRecord(args)) return null;
	const id = name.startsWith('customer.') ? args.id : args.customerId;
	return typeof id === 'string' ? id : null;
}
