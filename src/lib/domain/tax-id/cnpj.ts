/**
 * CNPJ: twelve characters and two check digits. Since July 2026 the twelve may be letters as well (IN RFB 2.229/2024,
 * Nota Técnica 49/2024); numbers issued before stay as they are. Stored bare, in upper case.
 */
export function isCnpj(text: string): boolean {
	if (!/^[0-9A-Z]{12}\d{2}$/.test(text)) return false;
	if (/^(\d)\1{13}$/.test(text)) return false;
	return completeCnpj(text.slice(0, 12)) === text;
}

/** Twelve characters and their two check digits. A character is worth its ASCII code − 48, so `A` is 17. */
export function completeCnpj(base: string): string {
	if (!/^[0-9A-Z]{12}$/.test(base)) throw new RangeError('a CNPJ has twelve digits or capital letters before its check digits');
	const first = checkDigit(base);
	return base + first + checkDigit(base + first);
}

/** `12ABC34501DE35` → `12.ABC.345/01DE-35`. Anything that is not fourteen characters comes back unchanged. */
export function formatCnpj(text: string): string {
	return text.replace(/^([0-9A-Z]{2})([0-9A-Z]{3})([0-9A-Z]{3})([0-9A-Z]{4})(\d{2})$/, '$1.$2.$3/$4-$5');
}

/** Weights run 2…9 from the right and begin again. */
function checkDigit(text: string): string {
	let sum = 0;
	for (let i = text.length - 1, weight = 2; i >= 0; i--, weight = weight === 9 ? 2 : weight + 1) sum += (text.charCodeAt(i) - 48) * weight;
	const rest = sum % 11;
	return rest < 2 ? '0' : String(11 - rest);
}
