/** As stored: no spaces, lower case. Providers deliver without regard to case, and "Igual" must find what was saved as `Ana@…`. */
export function normaliseEmail(text: string): string {
	return text
		.normalize('NFC')
		.trim()
		.replace(/^mailto:/i, '')
		.replace(/^<(.*)>$/, '$1')
		.trim()
		.toLowerCase();
}

/**
 * One address, as people really have them: ASCII, a dot in the domain, no quoting. Stricter than RFC 5322 on purpose: an
 * accent in an address is a typing error, and the boleto would not arrive.
 */
export function isEmail(text: string): boolean {
	if (text.length > 254) return false;
	const at = text.lastIndexOf('@');
	const local = text.slice(0, at);
	const domain = text.slice(at + 1);
	if (at < 1 || local.length > 64) return false;
	if (!/^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i.test(local)) return false;
	return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i.test(domain);
}
