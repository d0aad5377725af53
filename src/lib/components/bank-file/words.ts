import type { OccurrenceMeaning } from '#lib/domain/cnab/occurrence.ts';
import type { BankFileLineRow, BankFileSummary, LineDecision } from '#lib/domain/settlement/bank-file.ts';
import * as m from '#lib/paraglide/messages.js';

export function statusWords(file: BankFileSummary): string {
	if (file.status === 'running')
		return m.bank_file_status_running({ percent: file.lines === 0 ? 0 : Math.floor((100 * file.done) / file.lines) });
	return { waiting: m.bank_file_status_waiting, done: m.bank_file_status_done, failed: m.bank_file_status_failed }[file.status]();
}
export const statusTone = (file: BankFileSummary): 'neutral' | 'pending' | 'success' | 'danger' =>
	(({ waiting: 'pending', running: 'pending', done: 'success', failed: 'danger' }) as const)[file.status];

const decisions: Readonly<Record<LineDecision, () => string>> = {
	settled: m.bank_file_decision_settled,
	noted: m.bank_file_decision_noted,
	kept: m.bank_file_decision_kept,
	queued: m.bank_file_decision_queued,
	repeated: m.bank_file_decision_repeated,
	problem: m.bank_file_decision_problem
};
export const decisionName = (decision: LineDecision): string => decisions[decision]();

const reasons: Readonly<Record<NonNullable<BankFileLineRow['reason']>, () => string>> = {
	unknown_occurrence: m.bank_file_reason_unknown_occurrence,
	unknown_number: m.bank_file_reason_unknown_number,
	ambiguous_number: m.bank_file_reason_ambiguous_number,
	paid_twice: m.bank_file_reason_paid_twice,
	paid_after_cancel: m.bank_file_reason_paid_after_cancel,
	no_amount: m.bank_file_reason_no_amount,
	amount_low: m.bank_file_reason_amount_low,
	amount_high: m.bank_file_reason_amount_high,
	payment_reversed: m.bank_file_reason_payment_reversed,
	refused: m.bank_file_reason_refused,
	instruction_refused: m.bank_file_reason_instruction_refused,
	too_long: m.bank_file_reason_too_long,
	unreadable: m.bank_file_reason_unreadable,
	segment_missing: m.bank_file_reason_segment_missing,
	other_bank: m.bank_file_reason_other_bank
};
export const reasonName = (reason: NonNullable<BankFileLineRow['reason']>): string => reasons[reason]();

/** What became of a line, in a phrase; empty for headers and second halves. */
export const lineWords = (line: BankFileLineRow): string =>
	line.decision === null
		? ''
		: line.reason === null
			? decisionName(line.decision)
			: `${decisionName(line.decision)}: ${reasonName(line.reason)}`;

const meanings: Readonly<Record<OccurrenceMeaning, () => string>> = {
	registered: m.bank_file_meaning_registered,
	refused: m.bank_file_meaning_refused,
	paid: m.bank_file_meaning_paid,
	paid_partially: m.bank_file_meaning_paid_partially,
	paid_after_cancel: m.bank_file_meaning_paid_after_cancel,
	cheque_pending: m.bank_file_meaning_cheque_pending,
	payment_reversed: m.bank_file_meaning_payment_reversed,
	cancelled: m.bank_file_meaning_cancelled,
	cancelled_as_paid: m.bank_file_meaning_cancelled_as_paid,
	due_changed: m.bank_file_meaning_due_changed,
	changed: m.bank_file_meaning_changed,
	instruction_refused: m.bank_file_meaning_instruction_refused,
	protest_requested: m.bank_file_meaning_protest_requested,
	at_notary: m.bank_file_meaning_at_notary,
	protest_stopped: m.bank_file_meaning_protest_stopped,
	protested: m.bank_file_meaning_protested,
	fee: m.bank_file_meaning_fee,
	information: m.bank_file_meaning_information,
	unknown: m.bank_file_meaning_unknown
};
/** `06 · Liquidada`: the bank's own code, and what it means; empty for headers and second halves. */
export function occurrenceWords({ occurrence, meaning }: BankFileLineRow): string {
	if (occurrence === null) return '';
	return meaning === null ? occurrence : `${occurrence} · ${meanings[meaning]()}`;
}
