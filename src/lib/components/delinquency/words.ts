import type { AgeingBucket } from '#lib/domain/delinquency/ageing.ts';
import { formatMoney } from '#lib/domain/money.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { DebtRow } from '#lib/queries/delinquency/debts.ts';

export const money = (cents: number): string => formatMoney(cents, getLocale());

/** Tipo: what kind of account a line is (item 293). */
export function kindWords({ kind, instalment, parts }: Pick<DebtRow, 'kind' | 'instalment' | 'parts'>): string {
	if (kind === 'agreement') return m.delinquency_kind_agreement({ parts });
	if (kind === 'invoice') return m.delinquency_kind_invoice();
	return instalment === null ? m.delinquency_kind_instalment() : m.delinquency_kind_instalment_number({ number: instalment });
}

export const bucketWords = ({ from, to }: AgeingBucket): string =>
	to === null ? m.delinquency_ageing_more({ days: from - 1 }) : m.delinquency_ageing_range({ from, to });
