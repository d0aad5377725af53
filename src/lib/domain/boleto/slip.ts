import type { BankCalendar } from '../day/bank-calendar.ts';
import { formatDay, type Day } from '../day/day.ts';
import { formatAmount } from '../money.ts';
import { formatPostalCode } from '../postal-code.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { formatTaxId, isTaxId } from '../tax-id/tax-id.ts';
import { banks, type BoletoAccount, type BoletoTitle } from './account.ts';
import { checkSlipRules, slipInstructions, type SlipRules } from './instructions.ts';
import { issueBoleto } from './issue.ts';
import { formatLine } from './line.ts';

/** Beneficiary, payer or guarantor, as stored; `street` with number and complement. */
export interface SlipParty {
	readonly name: string;
	/** CPF or CNPJ, bare. */
	readonly taxId: string;
	readonly street?: string | null | undefined;
	readonly district?: string | null | undefined;
	readonly postalCode?: string | null | undefined;
	readonly city?: string | null | undefined;
	readonly state?: string | null | undefined;
}

export interface SlipInput {
	readonly account: BoletoAccount;
	readonly title: BoletoTitle;
	readonly beneficiary: SlipParty;
	readonly payer: SlipParty;
	/** Sacador / avalista. */
	readonly guarantor?: SlipParty | undefined;
	readonly rules: SlipRules;
	/** Espécie; DS (duplicata de serviço) when absent. */
	readonly documentKind?: string | undefined;
	/** The day on which this copy is made; the day of issue when absent. */
	readonly processedOn?: Day | undefined;
	/** Text of the PIX on the same slip (pix/make.ts). */
	readonly pixCode?: string | undefined;
	readonly calendar?: BankCalendar | undefined;
}

/** A party as it is shown. */
export interface ShownParty {
	readonly name: string;
	readonly taxId: string;
	/** Two lines at most: street and district; CEP, city and state. */
	readonly address: readonly string[];
}

/** Everything that a slip shows, each text as it is printed. Only the drawing is left to do. */
export interface Slip {
	readonly bankName: string;
	/** `001-9`. */
	readonly bankCode: string;
	/** Linha digitável with its points and spaces. */
	readonly line: string;
	/** 44 digits, for the bars. */
	readonly barcode: string;
	readonly paymentPlace: string;
	/** `21/11/2026`, or `Contra apresentação`. */
	readonly due: string;
	readonly beneficiary: ShownParty;
	/** Agência / código do beneficiário. */
	readonly account: string;
	/** Data do documento. */
	readonly issued: string;
	readonly documentNumber: string;
	readonly documentKind: string;
	/** Aceite. */
	readonly acceptance: 'N';
	/** Data do processamento. */
	readonly processed: string;
	readonly ourNumber: string;
	readonly portfolio: string;
	readonly currency: 'R$';
	/** `1.234,56`; empty when the payer says how much. */
	readonly amount: string;
	readonly instructions: readonly string[];
	readonly payer: ShownParty;
	readonly guarantor: ShownParty | null;
	readonly pixCode: string | null;
}

/**
 * The slip of a title, or everything that is missing or wrong. It must tell at least the payer's name, the bank, name, address and CPF or
 * CNPJ of the beneficiary, amount, due day and the conditions of a discount (Circular BCB 3.598/2012, art. 4 § 2, as changed by Circular
 * 3.656/2013; since February 2025 Resolução BCB 443/2024 rules the boleto, whose own list could not be read). The payer's CPF or CNPJ is
 * asked for as well: banks register a slip by it.
 */
export function makeSlip(
	input: SlipInput
): { readonly ok: true; readonly slip: Slip } | { readonly ok: false; readonly refusals: readonly Refusal[] } {
	const { account, title, rules } = input;
	const refusals = [...checkParty('beneficiary', input.beneficiary, true), ...checkParty('payer', input.payer, false)];
	if (input.guarantor) refusals.push(...checkParty('guarantor', input.guarantor, false));
	const boleto = issueBoleto(account, title);
	if (!boleto.ok) return { ok: false, refusals: [...refusals, boleto] };
	refusals.push(...checkSlipRules(title, rules));
	if (refusals.length > 0) return { ok: false, refusals };
	const { name: bankName, digit } = banks[boleto.bank];
	return {
		ok: true,
		slip: {
			bankName,
			bankCode: `${boleto.bank}-${digit}`,
			line: formatLine(boleto.line),
			barcode: boleto.barcode,
			paymentPlace: 'Pagável em qualquer banco',
			due: title.dueOn === null ? 'Contra apresentação' : formatDay(title.dueOn),
			beneficiary: shown(input.beneficiary),
			account: boleto.accountShown,
			issued: formatDay(title.issuedOn),
			documentNumber: title.documentNumber ?? boleto.ourNumber,
			documentKind: input.documentKind ?? 'DS',
			acceptance: 'N',
			processed: formatDay(input.processedOn ?? title.issuedOn),
			ourNumber: boleto.ourNumberShown,
			portfolio: boleto.portfolio,
			currency: 'R$',
			amount: title.amountCents === 0 ? '' : formatAmount(title.amountCents),
			instructions: slipInstructions(title, rules, input.calendar),
			payer: shown(input.payer),
			guarantor: input.guarantor ? shown(input.guarantor) : null,
			pixCode: input.pixCode ?? null
		}
	};
}

/** Fields are named `payer.name`, `beneficiary.street` … */
function checkParty(who: 'beneficiary' | 'payer' | 'guarantor', party: SlipParty, withAddress: boolean): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (party.name.trim() === '') refusals.push(refusal('field_required', `${who}.name`));
	if (!isTaxId(party.taxId)) refusals.push(refusal(party.taxId === '' ? 'field_required' : 'tax_id_invalid', `${who}.taxId`));
	if (withAddress)
		for (const field of ['street', 'city', 'state'] as const)
			if (!party[field]?.trim()) refusals.push(refusal('field_required', `${who}.${field}`));
	return refusals;
}

function shown({ name, taxId, street, district, postalCode, city, state }: SlipParty): ShownParty {
	const place = [city, state].filter(Boolean).join('/');
	const lines = [
		[street, district].filter(Boolean).join(', '),
		[postalCode ? `CEP ${formatPostalCode(postalCode)}` : '', place].filter(Boolean).join(' ')
	];
	return { name: name.trim(), taxId: formatTaxId(taxId), address: lines.filter((line) => line !== '') };
}
