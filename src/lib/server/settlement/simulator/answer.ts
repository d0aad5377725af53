import type { BankWord } from './write-retorno.ts';
import { writeRetorno } from './write-retorno.ts';
import { readRemessa, type SentTitle } from './read-remessa.ts';

/** How the people of a demonstration pay: by the slip at the bank, by its PIX code, or not yet. */
export type Payment = { readonly by: 'boleto' | 'pix'; readonly cents: number } | null;

export interface BankAnswer {
	/** Of the same bank and account, in its format. */
	readonly retorno: string;
	/** Titles that were paid by PIX, which no retorno tells of. */
	readonly pix: readonly { readonly title: SentTitle; readonly cents: number }[];
}

/** Every second one pays: two of three of them by the slip, the third by PIX. */
const usually = (title: SentTitle, i: number): Payment => {
	if (i % 2 === 1) return null;
	return { by: i % 6 === 4 ? 'pix' : 'boleto', cents: title.amountCents };
};

/**
 * What a bank makes of a remessa: it registers slips, does what it is told with those it has, and somebody pays. `today` is the day on
 * which all of it happens.
 */
export function answerRemessa(
	file: Uint8Array | string,
	today: string,
	pays: (title: SentTitle, i: number) => Payment = usually
): BankAnswer {
	const sent = readRemessa(file);
	const words: BankWord[] = [];
	const pix: { title: SentTitle; cents: number }[] = [];
	for (const [i, title] of sent.titles.entries()) {
		const { command: _command, ...known } = title;
		const word = { ...known, occurredOn: today, creditedOn: null, paidCents: 0 };
		const meaning = ({ register: 'registered', cancel: 'cancelled', change_due: 'due_changed' } as const)[title.command];
		words.push({ ...word, meaning });
		const payment = title.command === 'register' ? pays(title, i) : null;
		if (payment?.by === 'boleto') words.push({ ...word, meaning: 'paid', paidCents: payment.cents, creditedOn: today });
		else if (payment) pix.push({ title, cents: payment.cents });
	}
	return { retorno: writeRetorno({ ...sent, createdOn: today, words }), pix };
}
