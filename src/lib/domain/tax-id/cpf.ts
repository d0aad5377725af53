/** CPF: eleven digits, the last two are check digits (module 11, weights 10…2 and 11…2). Stored as bare digits. */
export function isCpf(digits: string): boolean {
	if (!/^\d{11}$/.test(digits)) return false;
	// All digits equal passes the arithmetic but is never issued.
	if (/^(\d)\1{10}$/.test(digits)) return false;
	return completeCpf(digits.slice(0, 9)) === digits;
}

/** Nine digits and their two check digits. */
export function completeCpf(base: string): string {
	if (!/^\d{9}$/.test(base)) throw new RangeError('a CPF has nine digits before its check digits');
	const first = checkDigit(base, 10);
	return base + first + checkDigit(base + first, 11);
}

/** `52998224725` → `529.982.247-25`. Anything that is not eleven digits comes back unchanged. */
export function formatCpf(digits: string): string {
	return digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1.$2.$3-$4');
}

function checkDigit(digits: string, firstWeight: number): string {
	let sum = 0;
	for (let i = 0; i < digits.length; i++) sum += (digits.charCodeAt(i) - 48) * (firstWeight - i);
	const rest = sum % 11;
	return rest < 2 ? '0' : String(11 - rest);
}
