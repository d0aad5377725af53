import type { OccurrenceMeaning } from '../cnab/occurrence.ts';
import type { LineProblem } from '../cnab/retorno.ts';
import type { QueueReason } from '../cnab/settle.ts';
import type { Cents } from '../money.ts';

/** Bank files as the centre tells them to a screen. Instants are ISO 8601. */

export type BankFileKind = 'remessa' | 'retorno';
/** Received; at work; through; stopped by a mistake of ours, to be tried again. A remessa is `done` as it is made. */
export type BankFileStatus = 'waiting' | 'running' | 'done' | 'failed';
/**
 * `settled`: a payment. `noted`: the boleto's state was kept. `kept`: nothing follows from it. `queued`: a person has to look.
 * `repeated`: it came in another file before. `problem`: it cannot be read.
 */
export const lineDecisions = ['settled', 'noted', 'kept', 'queued', 'repeated', 'problem'] as const;
export type LineDecision = (typeof lineDecisions)[number];
export type QueueStatus = 'open' | 'settled' | 'reversed' | 'ignored';
export type TitleCommand = 'register' | 'cancel' | 'change_due';

export interface BankFileSummary {
	readonly id: string;
	readonly kind: BankFileKind;
	readonly accountName: string;
	readonly sequence: number | null;
	readonly name: string;
	readonly lines: number;
	readonly status: BankFileStatus;
	readonly done: number;
	readonly settled: number;
	readonly settledCents: Cents;
	readonly noted: number;
	readonly queued: number;
	readonly repeated: number;
	readonly problems: number;
	/** Titles of a remessa. */
	readonly titles: number;
	readonly userName: string | null;
	readonly createdAt: string;
	readonly endedAt: string | null;
}

export interface BankFileLineRow {
	readonly number: number;
	/** Null when it is about a customer of a branch that is not the reader's. */
	readonly raw: string | null;
	readonly occurrence: string | null;
	readonly meaning: OccurrenceMeaning | null;
	readonly ourNumber: string | null;
	readonly paidCents: Cents | null;
	readonly decision: LineDecision | null;
	readonly reason: QueueReason | LineProblem | null;
	readonly invoiceNumber: number | null;
	readonly customerId: string | null;
	readonly customerName: string | null;
}

export interface QueuedRow {
	readonly id: string;
	readonly source: 'boleto' | 'pix';
	readonly reason: QueueReason;
	readonly reference: string;
	readonly cents: Cents;
	readonly paidOn: string | null;
	readonly createdAt: string;
	/** Name of the bank file, or null for a PIX. */
	readonly fileName: string | null;
	readonly line: number | null;
	readonly invoiceId: string | null;
	readonly invoiceNumber: number | null;
	readonly invoiceOpenCents: Cents | null;
	readonly customerName: string | null;
	/** The invoice is of a customer of a branch that is not the reader's. */
	readonly hidden: boolean;
}

/** What a collection account has for its next remessa. */
export interface RemessaOffer {
	readonly accountId: string;
	readonly accountName: string;
	readonly bank: string;
	readonly format: 240 | 400;
	readonly register: number;
	readonly cancel: number;
	readonly changeDue: number;
}
