import type { Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { banks, isBankCode } from './account.ts';
import { readFreeFieldOf, type FreeFieldReading } from './banks/layouts.ts';
import { barcodeDigit } from './barcode.ts';
import {
	barcodeOfCollectionLine,
	collectionDigit,
	collectionLine,
	isAmountKind,
	segments,
	wrongCollectionBlocks,
	type AmountKind
} from './collection.ts';
import { dueDay } from './due-factor.ts';
import { barcodeOfLine, lineOfBarcode, wrongBlocks } from './line.ts';

/** A boleto of a bank, read. */
export interface ReadBankBoleto {
	readonly ok: true;
	readonly kind: 'bank';
	/** Three digits. */
	readonly bank: string;
	/** Null for a bank that we do not know by name. */
	readonly bankName: string | null;
	/** Null: it has no due day. */
	readonly dueOn: Day | null;
	/** 0: the payer says how much. */
	readonly amountCents: Cents;
	/** 25 digits. */
	readonly freeField: string;
	/** What the free field says, where we know the bank's layout. */
	readonly reading: FreeFieldReading | null;
	/** 44 digits. */
	readonly barcode: string;
	/** 47 digits. */
	readonly line: string;
}

/** A collection slip (arrecadação, convênio), read. It tells no bank, and no due day in a place common to all. */
export interface ReadCollection {
	readonly ok: true;
	readonly kind: 'collection';
	/** Who collects, one digit, and in words. */
	readonly segment: string;
	readonly segmentName: string | null;
	/** Cents; null when the slip does not say reais, but a quantity of something. */
	readonly amountCents: Cents | null;
	/** Company (4 digits of FEBRABAN, or 8 of its CNPJ in segment 6) and what it wrote: 29 digits. */
	readonly freeField: string;
	/** 44 digits. */
	readonly barcode: string;
	/** 48 digits. */
	readonly line: string;
}

export interface Unreadable {
	readonly ok: false;
	/** What is wrong, and where: `detail.block` is the block of the line as printed, from 1. */
	readonly refusals: readonly Refusal[];
}

const no = (...refusals: readonly Refusal[]): Unreadable => ({ ok: false, refusals });

/**
 * Reads the line (47 or 48 digits, with or without punctuation) or the barcode (44) of any boleto. `today` decides which of
 * the days that a due factor stands for is meant.
 */
export function readBoleto(text: string, today: Day): ReadBankBoleto | ReadCollection | Unreadable {
	const digits = text.replace(/[\s.\-\u00a0]/g, '');
	if (!/^\d*$/.test(digits) || ![44, 47, 48].includes(digits.length))
		return no(refusal('boleto_unreadable', 'line', { length: digits.length }));
	if (digits.length === 48 || (digits.length === 44 && digits.startsWith('8'))) return readCollection(digits);
	return readBankBoleto(digits, today);
}

function readBankBoleto(digits: string, today: Day): ReadBankBoleto | Unreadable {
	const typed = digits.length === 47;
	const wrong = typed ? wrongBlocks(digits) : [];
	// With a wrong block the general check digit is wrong too, and says nothing more.
	if (wrong.length > 0) return no(...wrong.map((block) => refusal('boleto_block_digit', 'line', { block })));
	const barcode = typed ? barcodeOfLine(digits) : digits;
	if (barcodeDigit(barcode.slice(0, 4) + barcode.slice(5)) !== barcode[4])
		// The other blocks have check digits of their own: what is wrong stands in the digit, the due day or the amount.
		return no(typed ? refusal('boleto_tail_digit', 'line') : refusal('boleto_check_digit', 'line'));
	if (barcode[3] !== '9') return no(refusal('boleto_currency', 'line', { block: 1 }));
	const factor = barcode.slice(5, 9);
	if (factor !== '0000' && factor.startsWith('0')) return no(refusal('boleto_due_factor', 'line', { block: 5 }));
	const [bank, freeField] = [barcode.slice(0, 3), barcode.slice(19)];
	return {
		ok: true,
		kind: 'bank',
		bank,
		bankName: isBankCode(bank) ? banks[bank].name : null,
		dueOn: factor === '0000' ? null : dueDay(Number(factor), today),
		amountCents: Number(barcode.slice(9, 19)),
		freeField,
		reading: readFreeFieldOf(bank, freeField),
		barcode,
		line: lineOfBarcode(barcode)
	};
}

function readCollection(digits: string): ReadCollection | Unreadable {
	const typed = digits.length === 48;
	const kind = digits[2] ?? '';
	if (!digits.startsWith('8') || !isAmountKind(kind)) return no(refusal('boleto_kind_unknown', 'line', { block: 1 }));
	const wrong = typed ? wrongCollectionBlocks(digits, kind) : [];
	if (wrong.length > 0) return no(...wrong.map((block) => refusal('boleto_block_digit', 'line', { block })));
	const barcode = typed ? barcodeOfCollectionLine(digits) : digits;
	if (collectionDigit(barcode.slice(0, 3) + barcode.slice(4), kind) !== barcode[3]) return no(refusal('boleto_check_digit', 'line'));
	const segment = barcode[1] ?? '';
	return {
		ok: true,
		kind: 'collection',
		segment,
		segmentName: segments[segment] ?? null,
		amountCents: inReais(kind) ? Number(barcode.slice(4, 15)) : null,
		freeField: barcode.slice(15),
		barcode,
		line: collectionLine(barcode, kind)
	};
}

const inReais = (kind: AmountKind): boolean => kind === '6' || kind === '8';
