import type { BankCode, BoletoAccount } from '../account.ts';
import { readFreeField, type FreeValues } from '../free-field.ts';
import { bancoDoBrasil } from './banco-do-brasil.ts';
import { bradesco } from './bradesco.ts';
import { caixa } from './caixa.ts';
import { itau } from './itau.ts';
import type { BankLayout } from './layout.ts';
import { santander } from './santander.ts';
import { sicoob } from './sicoob.ts';
import { sicredi } from './sicredi.ts';

const layouts: readonly BankLayout[] = [...bancoDoBrasil, ...santander, ...caixa, ...bradesco, ...itau, ...sicredi, ...sicoob];

/** Every layout of a bank: one for each kind of contract. */
export const layoutsOf = (bank: BankCode): readonly BankLayout[] => layouts.filter((layout) => layout.bank === bank);

/** The layout of an account, or null when none applies (a convênio of an odd length). */
export const layoutOf = (account: BoletoAccount): BankLayout | null =>
	layouts.find((layout) => layout.bank === account.bank && layout.applies?.(account) !== false) ?? null;

/** Nosso número without its check digit, and whatever else a free field tells by name (`bankBranch`, `portfolio` …). */
export interface FreeFieldReading {
	readonly ourNumber: string;
	readonly values: FreeValues;
}

/**
 * What a free field of one of our banks says. Null for another bank, and where fixed or check digits do not fit: the bank may
 * have layouts that we do not issue. Of 001, numbers with a convênio of 7 and 8 digits (and of 4 and 6) look the same, so the
 * nosso número is told whole; an account number of 001 that ends so that the free field ends in 21 is read as a long number.
 */
export function readFreeFieldOf(bank: string, freeField: string): FreeFieldReading | null {
	const candidates = layouts.filter((layout) => layout.bank === bank);
	// The most telling digits first: six zeros, or the service 21, before a layout without any fixed digit.
	const fixed = (layout: BankLayout) =>
		layout.freeField.reduce((n, part) => n + ('name' in part ? 0 : 'fixed' in part ? part.fixed.length : 1), 0);
	for (const layout of [...candidates].sort((a, b) => fixed(b) - fixed(a))) {
		const values = readFreeField(layout.freeField, freeField);
		if (values === null) continue;
		if (
			layout.applies &&
			'portfolio' in values &&
			layout.bank === '341' &&
			!layout.applies({ bank: '341', portfolio: values['portfolio'] })
		)
			continue;
		return { ourNumber: values['ourNumber'] ?? '', values };
	}
	return null;
}
