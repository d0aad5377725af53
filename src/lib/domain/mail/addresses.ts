import { normaliseEmail } from '../email.ts';

/** An address that a customer can be reached at (item 254), and whose it is. */
export interface KnownAddress {
	readonly address: string;
	/** The customer's own record, or the contact's name. */
	readonly of: string | null;
}

/** The customer's e-mails: that of the record first, then those of the contacts in their order; each once. */
export function knownAddresses(
	recordEmail: string | null,
	contacts: readonly { readonly name: string; readonly email: string | null }[]
): readonly KnownAddress[] {
	const known = new Map<string, string | null>();
	const add = (email: string | null, of: string | null): void => {
		const address = normaliseEmail(email ?? '');
		if (address !== '' && !known.has(address)) known.set(address, of);
	};
	add(recordEmail, null);
	for (const { name, email } of contacts) add(email, name);
	return [...known].map(([address, of]) => ({ address, of }));
}
