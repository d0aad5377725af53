/** The banks whose boletos we issue, by their three digits. */
export const bankCodes = ['001', '033', '104', '237', '341', '748', '756'] as const;
export type BankCode = (typeof bankCodes)[number];

export const isBankCode = (text: string): text is BankCode => (bankCodes as readonly string[]).includes(text);

/** Name, and the check digit printed after the code on every slip (`001-9`). */
export const banks: Readonly<Record<BankCode, { readonly name: string; readonly digit: string }>> = {
	'001': { name: 'Banco do Brasil', digit: '9' },
	'033': { name: 'Santander', digit: '7' },
	'104': { name: 'Caixa Econômica Federal', digit: '0' },
	'237': { name: 'Bradesco', digit: '2' },
	'341': { name: 'Itaú', digit: '7' },
	'748': { name: 'Sicredi', digit: 'X' },
	'756': { name: 'Sicoob', digit: '0' }
};

/**
 * What was agreed with the bank to issue boletos, as a billing method holds it. Texts of digits, without punctuation; which of
 * them a bank needs and with how many digits says its layout (banks/). Leading zeros may be left out.
 */
export interface BoletoAccount {
	readonly bank: BankCode;
	/** Agência; with 748 and 756 the cooperative. Without its check digit. */
	readonly bankBranch?: string | undefined;
	/** Check digit of the agência as the bank prints it: a digit, X or P. */
	readonly bankBranchDigit?: string | undefined;
	/** Conta, without its check digit. */
	readonly accountNumber?: string | undefined;
	readonly accountDigit?: string | undefined;
	/** Carteira. With 748 the kind of collection: 1 registered, 3 not. */
	readonly portfolio?: string | undefined;
	/** Convênio (001), código do beneficiário, do cedente, do cliente. */
	readonly beneficiaryCode?: string | undefined;
	/** Posto (748). */
	readonly station?: string | undefined;
	/** Byte de geração (748): 2 to 9 when the beneficiary numbers its slips. */
	readonly originByte?: string | undefined;
	/** Modalidade (756). */
	readonly modality?: string | undefined;
	/** With 001 and a convênio of six digits: numbers of 17 digits (carteiras 16 and 18). */
	readonly longNumbers?: boolean | undefined;
}

export type AccountField = Exclude<keyof BoletoAccount, 'bank' | 'longNumbers'>;

/** A code as it is stored: its digits and the X or P of a check digit; what stands between them on paper goes. */
export const bareCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** What distinguishes one slip from the next. */
export interface BoletoTitle {
	/** The sequential number of the slip, digits. The centre gives it, once only. */
	readonly number: string;
	/** Its day of issue, `YYYY-MM-DD`: part of the number at 748. */
	readonly issuedOn: string;
	/** Null: payable on presentation. */
	readonly dueOn: string | null;
	/** Cents; 0 when the payer says how much. */
	readonly amountCents: number;
	/** Nr. Documento; only the special portfolios of 341 put it into the barcode, seven digits of it. */
	readonly documentNumber?: string | undefined;
	/** Which instalment (756), 1 to 999; 1 when absent. */
	readonly instalment?: number | undefined;
}
