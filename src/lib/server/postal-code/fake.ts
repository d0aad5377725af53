import type { PostalAddress } from '#lib/domain/address/address.ts';
import type { PostalCodes } from './port.ts';

/** Knows what it is given. `down` says why nobody answers. For tests. */
export function fakePostalCodes(addresses: readonly PostalAddress[]): PostalCodes & { down: boolean; asked: number } {
	return {
		down: false,
		asked: 0,
		lookUp(postalCode) {
			this.asked++;
			const address = addresses.find((one) => one.postalCode === postalCode);
			return Promise.resolve(this.down ? { kind: 'unavailable' } : address ? { kind: 'found', address } : { kind: 'unknown' });
		}
	};
}
