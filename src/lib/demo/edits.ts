import type { DemoCustomer } from './customer.ts';
import { landline, mobile } from './customer.ts';
import { demoId } from './ids.ts';
import { within } from './observations.ts';
import { personEmail, personName } from './people.ts';
import { pickStreet } from './places.ts';
import { chance, int, pick } from './random.ts';
import { staffOf } from './staff.ts';
import type { World } from './world.ts';

/** A change of a registration that somebody made: one row of Histórico. Triggers are off while loading, so it is made here. */
export interface DemoEdit {
	readonly id: string;
	readonly atMs: number;
	readonly userId: string;
	readonly ip: string;
	/** Column → [old, new], as the trigger of the centre writes it. */
	readonly changes: Readonly<Record<string, readonly [string | null, string | null]>>;
}

/** One customer in three was changed once since registration; what it was changed to is what the record says now. */
export function editOf(world: World, customer: DemoCustomer): DemoEdit | null {
	const { outline, city } = customer;
	const random = world.random('edit', outline.n);
	if (!chance(random, 0.35)) return null;
	const atMs = within(world, random, outline.createdMs);
	const user = pick(
		random,
		staffOf(world, outline.branch).filter((s) => s.role !== 'technician')
	);
	const changes: Record<string, readonly [string | null, string | null]> = {};
	const what = int(random, 0, 3);
	if (what === 0 && customer.phone !== null) changes['phone'] = [chance(random, 0.3) ? null : landline(random, city), customer.phone];
	else if (what === 1 && customer.email !== null)
		changes['email'] = [chance(random, 0.4) ? null : personEmail(random, personName(random), outline.n), customer.email];
	else if (what === 2) {
		const { street, district, postalCode } = pickStreet(random, city);
		changes['address'] = [`${street}, ${int(random, 10, 2400)}`, customer.address];
		if (district !== customer.district) changes['district'] = [district, customer.district];
		if (postalCode !== customer.postalCode) changes['postal_code'] = [postalCode, customer.postalCode];
	} else if (customer.mobile !== null) changes['mobile'] = [chance(random, 0.2) ? null : mobile(random, city), customer.mobile];
	if (Object.keys(changes).length === 0) return null;
	return {
		id: demoId(world.seed, 'history', outline.n, atMs),
		atMs,
		userId: user.id,
		ip: `10.20.${outline.branch}.${int(random, 10, 60)}`,
		changes
	};
}
