import type { Cents } from '../money.ts';

/** A payment as the centre tells it. */
export interface PaymentRow {
	readonly id: string;
	readonly invoiceId: string;
	readonly invoiceNumber: number;
	readonly paidOn: string;
	/** When the bank puts it into the account; null: as it came. */
	readonly creditedOn: string | null;
	readonly source: 'cash' | 'boleto' | 'pix' | 'card' | 'bank_debit' | 'transfer' | 'credit';
	readonly principalCents: Cents;
	/** Fine and interest. */
	readonly lateCents: Cents;
	/** Paid too much: kept for the next invoice. */
	readonly creditCents: Cents;
	readonly discountCents: Cents;
	/** Fine and interest that somebody let go. */
	readonly waivedCents: Cents;
	/** Of who entered it; of one that was taken back, why. */
	readonly note: string | null;
	/** ISO 8601; null while it stands. */
	readonly reversedAt: string | null;
	readonly createdAt: string;
	/** Null: a bank file or a PIX brought it. */
	readonly userName: string | null;
}
