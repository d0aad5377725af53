import { formatDay } from '#lib/domain/day/day.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { formatMoney } from '#lib/domain/money.ts';
import type { Sheet } from './sheet.ts';

/**
 * What a slip says besides its fields. In Portuguese whatever the language of the screens: a boleto is a Brazilian document, and who opens
 * it has chosen no language.
 */
export interface Notice {
	readonly title: string;
	readonly text: string;
	readonly tone: 'open' | 'late' | 'done' | 'stopped';
}

/** The state of a slip in a sentence or two. */
export function noticeOf(sheet: Sheet): Notice {
	const { late } = sheet;
	const due = formatDay(sheet.dueOn);
	switch (sheet.state) {
		case 'paid':
			return {
				title: 'Esta fatura está paga',
				text: `${sheet.paidAt === null ? 'O pagamento foi registrado' : `O pagamento foi registrado em ${formatDay(dayAt(sheet.paidAt))}`}. Não há nada a pagar: este boleto não vale mais.`,
				tone: 'done'
			};
		case 'cancelled':
			return { title: 'Esta fatura foi cancelada', text: 'Não pague este boleto. Em caso de dúvida, fale conosco.', tone: 'stopped' };
		case 'replaced':
			return {
				title: 'Este boleto foi substituído',
				text: 'A dívida entrou em um acordo e é paga pelas parcelas dele. Não pague este boleto.',
				tone: 'stopped'
			};
		case 'unissued':
			return { title: 'Boleto ainda não emitido', text: 'Peça a segunda via ao atendimento.', tone: 'stopped' };
		case 'withdrawn':
			return {
				title: 'O boleto foi baixado pelo banco',
				text: `A fatura de ${formatMoney(late.totalCents)} continua em aberto${sheet.pixCode === null ? ': peça a segunda via ao atendimento.' : ' e pode ser paga por PIX.'}`,
				tone: 'stopped'
			};
		case 'partial':
			return {
				title: `Falta pagar ${formatMoney(late.totalCents)}`,
				text: `Já recebemos ${formatMoney(sheet.paidCents)} desta fatura, e o código de barras cobraria o valor inteiro. ${sheet.pixCode === null ? 'Peça ao atendimento um boleto do saldo.' : 'Pague o saldo por PIX.'}`,
				tone: late.daysLate > 0 ? 'late' : 'open'
			};
		case 'payable':
			return late.daysLate === 0
				? {
						title: `Vence em ${due}`,
						text: 'Pague pelo código de barras em qualquer banco, pela linha digitável ou por PIX.',
						tone: 'open'
					}
				: {
						title: `Vencido há ${String(late.daysLate)} ${late.daysLate === 1 ? 'dia' : 'dias'}`,
						text: `Em ${formatDay(sheet.today)} o valor é ${formatMoney(late.totalCents)}: ${lateParts(sheet)}. O banco calcula os encargos ao ler o código de barras.`,
						tone: 'late'
					};
	}
}

/** `R$ 99,90 mais multa de R$ 2,00 e juros de R$ 0,33`. */
export function lateParts({ late }: Sheet): string {
	const { totalCents, fineCents, interestCents } = late;
	const extra = [
		fineCents > 0 ? `multa de ${formatMoney(fineCents)}` : '',
		interestCents > 0 ? `juros de ${formatMoney(interestCents)}` : ''
	].filter((one) => one !== '');
	const principal = formatMoney(totalCents - fineCents - interestCents);
	return extra.length === 0 ? `${principal} sem acréscimos` : `${principal} mais ${extra.join(' e ')}`;
}

/** `Fatura 1234, referência 11/2026`. */
export const invoiceWords = ({ invoiceNumber, competence }: Sheet): string =>
	`Fatura ${String(invoiceNumber)}${competence === null ? '' : `, referência ${competence.slice(5)}/${competence.slice(0, 4)}`}`;
