/** What somebody can hand over at the desk, or show the receipt of. */
export const deskSources = ['cash', 'pix', 'card', 'transfer', 'boleto', 'bank_debit'] as const;

/** Longest note of a payment, and longest reason of taking one back. */
export const paymentNoteLimit = 200;
export const promiseNoteLimit = 500;
