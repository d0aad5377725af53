import type { PostalAddress } from '#lib/domain/address/address.ts';
import { allStreets, branches } from './places.ts';

/** Every CEP that a demonstration customer may live in, with its address: what a look-up service would know of them. */
export function postalAddresses(): ReadonlyMap<string, PostalAddress> {
	const known = new Map<string, PostalAddress>();
	for (const city of branches.flatMap((branch) => branch.cities)) {
		if (typeof city.postalCodes === 'string') {
			known.set(city.postalCodes, { postalCode: city.postalCodes, street: null, district: null, city: city.name, state: city.state });
			continue;
		}
		// Made-up streets may share a CEP; the first one has it, as a CEP has one address.
		for (const { street, district, postalCode } of allStreets(city))
			if (!known.has(postalCode)) known.set(postalCode, { postalCode, street, district, city: city.name, state: city.state });
	}
	return known;
}
