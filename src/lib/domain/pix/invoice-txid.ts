/** Of a static code for an invoice: its number is what the bank hands back with the payment. Letters and digits, at most 25. */
export const invoiceTxid = (invoiceNumber: number): string => `FAT${String(invoiceNumber).padStart(10, '0')}`;
