/** The invoice's number out of the txid of its static code (invoice-txid.ts); null when it is none of ours. */
export function invoiceNumberOf(txid: string): number | null {
	const digits = /^FAT(\d{10,15})$/.exec(txid)?.[1];
	return digits === undefined ? null : Number(digits);
}
