import type { PostalAddress } from '#lib/domain/address/address.ts';
import { postalAddresses } from '#lib/demo/postal-addresses.ts';
import { startPostalSimulator } from './simulator.ts';

/** The CEPs of the demonstration's own cities; made at the first question, not at the start of the process. */
export async function startDemonstrationPostalCodes(): Promise<string> {
	let known: ReadonlyMap<string, PostalAddress> | null = null;
	const { url } = await startPostalSimulator((postalCode) => (known ??= postalAddresses()).get(postalCode) ?? null);
	return url;
}
