import { readBoleto } from '../boleto/read.ts';
import { oneLine } from '../text.ts';

/** Any day: only the due day of a slip depends on it, and nobody asks for that here. */
const anyDay = '2025-02-22';

/**
 * The nosso número in the line (47 digits, however it is set) or the barcode (44) of a boleto, as invoices keep it: a customer reads it
 * out, or sends a picture of the slip. Null for anything else, for a line with a wrong check digit, and for banks whose free field we
 * cannot read.
 */
export function slipNumber(typed: string): string | null {
	const digits = (oneLine(typed) ?? '').replace(/[\s.-]/g, '');
	if (!/^\d{44}$|^\d{47}$/.test(digits)) return null;
	const read = readBoleto(digits, anyDay);
	return (read.ok && read.kind === 'bank' && read.reading?.ourNumber) || null;
}
