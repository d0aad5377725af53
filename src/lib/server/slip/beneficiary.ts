/** An address that ends in city and state, however people write that: `…, Campinas SP`, `… – Campinas/SP`, `…, Campinas - SP`. */
const ending = /^(.+?)(?:\s*[,;]|\s+[-–])\s+((?:(?!\s[-–]\s)[^,;/])+?)(?:\s+[-–]\s*|\s*[/,]\s*|\s+)([A-Z]{2})\.?$/;

/**
 * The address of a beneficiary, which is one line in the account, as the parts that a slip and a PIX code ask for. Where no city can be read
 * out of it, the branch's is the place.
 */
export function placeOfAddress(
	address: string,
	branch: { readonly city: string; readonly state: string }
): { readonly street: string; readonly city: string; readonly state: string } {
	const [, street, city, state] = ending.exec(address.trim()) ?? [];
	return street && city && state ? { street, city, state } : { street: address.trim(), ...branch };
}
