import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf } from '../text.ts';

export const serverKinds = ['mikrotik', 'cisco', 'huawei', 'juniper', 'accel_ppp', 'other'] as const;

/** A NAS (concentrador) as it is typed. */
export interface ServerInput {
	readonly name: string;
	/** IPv4, as the NAS calls itself in NAS-IP-Address. */
	readonly address: string;
	/** Shared secret; null: as it is. */
	readonly secret: string | null;
	readonly kind: (typeof serverKinds)[number];
	/** Where it takes Disconnects. */
	readonly coaPort: number;
	readonly active: boolean;
}

/** A NAS as it is shown: its secret never leaves the centre again. */
export interface ServerSummary extends Omit<ServerInput, 'secret'> {
	readonly id: string;
	/** Instants: when it last did what it was asked, and since when it does not. Null: never asked, or all is well. */
	readonly answeredAt: string | null;
	readonly failingSince: string | null;
	/** Kind of the answer that did not come right (server/network/ask-nas.ts). */
	readonly failure: string | null;
}

export const serverLimits = { name: 60, secretMinimum: 8, secret: 64 } as const;

/** As it is stored: without blanks around what was typed. */
export function normaliseServer(input: ServerInput): ServerInput {
	const secret = input.secret?.trim() ?? '';
	return { ...input, name: input.name.trim(), address: input.address.trim(), secret: secret === '' ? null : secret };
}

/** Null when it may be stored; a new one needs a secret. */
export function checkServer(input: ServerInput, isNew: boolean): Refusal | null {
	if (input.name === '') return refusal('field_required', 'name');
	if (lengthOf(input.name) > serverLimits.name)
		return refusal('field_too_long', 'name', { limit: serverLimits.name, length: lengthOf(input.name) });
	if (input.address === '') return refusal('field_required', 'address');
	if (!isAddress(input.address)) return refusal('value_invalid', 'address');
	if (input.secret === null && isNew) return refusal('field_required', 'secret');
	if (input.secret !== null && (input.secret.length < serverLimits.secretMinimum || input.secret.length > serverLimits.secret))
		return refusal('number_range', 'secret', { minimum: serverLimits.secretMinimum, limit: serverLimits.secret });
	if (!Number.isInteger(input.coaPort) || input.coaPort < 1 || input.coaPort > 65_535)
		return refusal('number_range', 'coaPort', { minimum: 1, limit: 65_535 });
	return null;
}

const isAddress = (text: string): boolean =>
	/^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255 && String(Number(part)) === part);
