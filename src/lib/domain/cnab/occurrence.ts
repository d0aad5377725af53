import type { LineLength } from './field.ts';

/** What a line of a retorno says has happened to a title, in our words. */
export const occurrenceMeanings = [
	/** Entry confirmed. */
	'registered',
	/** Entry refused, with reasons: the slip cannot be paid. */
	'refused',
	'paid',
	/** Paid in part; the rest stays open. */
	'paid_partially',
	/** Paid after the title was written off, or without having been registered. */
	'paid_after_cancel',
	/** Paid by a cheque that has not cleared: no money yet. */
	'cheque_pending',
	/** A payment was taken back. */
	'payment_reversed',
	/** Written off: it can no longer be paid. */
	'cancelled',
	/** Written off because it was paid: the payment is another line, or none of ours. */
	'cancelled_as_paid',
	'due_changed',
	/** Any other data, abatement or discount changed. */
	'changed',
	/** An instruction of ours was refused, with reasons; the title is as it was. */
	'instruction_refused',
	'protest_requested',
	/** At the notary. */
	'at_notary',
	'protest_stopped',
	'protested',
	/** The bank's fees and costs. */
	'fee',
	/** Still in the portfolio, or news that change nothing. */
	'information',
	/** Not in the bank's table: a person has to look. */
	'unknown'
] as const;
export type OccurrenceMeaning = (typeof occurrenceMeanings)[number];

type Table = Readonly<Record<string, OccurrenceMeaning>>;

/** `02 03` → the meaning, for each code. */
function codes(meanings: Partial<Record<OccurrenceMeaning, string>>): Table {
	const table: Record<string, OccurrenceMeaning> = {};
	for (const meaning of occurrenceMeanings)
		for (const code of meanings[meaning]?.split(' ') ?? []) {
			if (table[code]) throw new RangeError(`${code} means ${table[code]} and ${meaning}`);
			table[code] = meaning;
		}
	return table;
}

/** FEBRABAN's table of movements in a retorno of CNAB 240 (field C044). */
const febraban = codes({
	registered: '02 04',
	refused: '03',
	paid: '06',
	paid_after_cancel: '17',
	cheque_pending: '50',
	payment_reversed: '44',
	cancelled: '05 09 54',
	due_changed: '14',
	changed: '07 08 12 13 27 33 34 35 38 39 40 41 42 43 48 49 55 56 57 58 59 60',
	instruction_refused: '26 30',
	protest_requested: '19 47',
	at_notary: '23',
	protest_stopped: '20 24 46',
	protested: '25',
	fee: '28',
	information: '11 29 36 37 51 52 53'
});
const only = (table: Table, list: string): Table => Object.fromEntries(list.split(' ').map((code) => [code, table[code] ?? 'unknown']));

/** Itaú has one table for both formats (notes 17 and 23 of its manual). */
const itau = codes({
	registered: '02 64 73',
	refused: '03 60',
	paid: '06 08',
	paid_partially: '07',
	cheque_pending: '65',
	payment_reversed: '69',
	cancelled: '05 09 47 72',
	cancelled_as_paid: '10 59',
	due_changed: '14',
	changed: '04 12 13 57',
	instruction_refused: '15 16 17 18 24 74',
	protest_requested: '19',
	at_notary: '23',
	protest_stopped: '20 21 63',
	protested: '32',
	fee: '26 27 28 29 30 33 34 35 36 37 38 39 40 41 42 43 44 45 46 48 51 52 53 54 55 56 61 62 80 82 83 85 86 87 88 89 90 91 92 93',
	information: '11 25 71 75 76 77 78 79 94'
});

const tables: Readonly<Record<string, Table>> = {
	'001/240': only(febraban, '02 03 04 05 06 09 11 12 13 14 17 19 20 23 24 25 26 27 28 29 30 44 50'),
	'033/240': only(febraban, '02 03 04 05 06 09 11 12 13 14 17 19 20 23 24 25 26 27 28 29 30 51 52 53'),
	'104/240': {
		...only(febraban, '02 03 04 05 06 07 08 09 12 13 14 19 20 23 24 25 26 27 28 30 51 52 53'),
		...codes({ paid: '46', payment_reversed: '44 47', changed: '45 61 62', refused: '40', information: '01 35 36 37 38 39 41' })
	},
	'237/240': { ...febraban, ...codes({ information: '11 29 36 37 45 51 52 53 73' }) },
	'341/240': itau,
	'748/240': {
		...only(febraban, '02 03 06 07 08 09 12 13 14 17 19 20 23 24 25 26 27 28 30 51 52'),
		...codes({ instruction_refused: '26 30 36' })
	},
	'756/240': { ...febraban, ...codes({ information: '11 29 36 37 45 51 52 53' }) },
	'341/400': itau,
	'237/400': codes({
		registered: '02',
		refused: '03 24',
		paid: '06 15',
		paid_after_cancel: '17',
		cheque_pending: '16',
		payment_reversed: '22 40',
		cancelled: '09 10',
		due_changed: '14',
		changed: '12 13 18 21 33 35 68 69',
		instruction_refused: '27 30 32',
		protest_requested: '19',
		at_notary: '23',
		protest_stopped: '20 34 55',
		fee: '28',
		information: '11'
	}),
	'001/400': codes({
		registered: '02',
		refused: '03',
		paid: '06 08 15',
		paid_partially: '07',
		paid_after_cancel: '05',
		cheque_pending: '46',
		payment_reversed: '44',
		cancelled: '09 10',
		due_changed: '14',
		changed: '12 13 16 21 22 25 26 31 32 33 34 35 36 37 38 39 41 42 72',
		protest_requested: '19',
		at_notary: '23',
		protest_stopped: '24',
		fee: '20 28 96 97 98',
		information: '11'
	}),
	// 34 and 35 are left out: one source says transfers, the other fees.
	'104/400': codes({
		registered: '01',
		refused: '99',
		paid: '21 22',
		payment_reversed: '33',
		cancelled: '02 23 24',
		due_changed: '05',
		changed: '03 04 06 07 08 09 10 11 12 30',
		at_notary: '26',
		protest_stopped: '27',
		protested: '25',
		fee: '31 32',
		information: '20 28 29'
	}),
	'748/400': codes({
		registered: '02',
		refused: '03 24',
		paid: '06 15',
		paid_after_cancel: '17',
		cancelled: '09 10',
		due_changed: '14',
		changed: '12 13 33',
		instruction_refused: '27 30 32',
		protest_requested: '19',
		at_notary: '23',
		protest_stopped: '20 34',
		fee: '28',
		information: '29 35'
	}),
	'756/400': codes({
		registered: '02',
		refused: '03',
		paid: '06 15',
		paid_after_cancel: '05',
		cancelled: '09 10',
		due_changed: '14',
		changed: '27 48',
		protest_requested: '23',
		information: '11'
	}),
	'033/400': codes({
		registered: '02',
		refused: '03',
		paid: '06 08 17',
		paid_partially: '07',
		cancelled: '09 10',
		due_changed: '14',
		changed: '12 13',
		protest_requested: '25',
		at_notary: '15 21',
		protest_stopped: '22 26',
		fee: '24',
		information: '01 11 16'
	})
};

/** What an occurrence code of a bank means; `unknown` where its table does not say. */
export function occurrenceMeaning(bank: string, format: LineLength, code: string): OccurrenceMeaning {
	const table = tables[`${bank}/${format}`];
	return (table && Object.hasOwn(table, code) ? table[code] : undefined) ?? 'unknown';
}
