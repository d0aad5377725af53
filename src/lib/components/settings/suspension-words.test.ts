import { describe, expect, test } from 'vitest';
import { suspensionExample, suspensionSentences, suspensionShort } from './suspension-words.ts';

const today = '2026-11-22';
const rule = { minimumCents: 3000, daysOverdue: 0, daysBefore: 0, fixedDay: null, onBusinessDay: false, byItself: true };
const law = 'Nunca antes de 15 dias do aviso comprovado (Anatel RGC, Res. 765/2023).';

describe('what a rule of suspension says it will do', () => {
	test('(271) the minimum value, or any', () => {
		expect(suspensionSentences({ ...rule, daysOverdue: 15 }, today)).toEqual([
			'Suspende no 15º dia de atraso, se dever ao menos R$ 30,00.',
			'Sem dias de aviso além dos que a lei exige.',
			law
		]);
		expect(suspensionSentences({ ...rule, daysOverdue: 15, minimumCents: 0, byItself: false }, today)[0]).toBe(
			'Propõe a suspensão no 15º dia de atraso, qualquer que seja o valor vencido.'
		);
	});

	test('(272) (273) the days overdue and the days of warning after them make the day', () => {
		expect(suspensionSentences({ ...rule, daysOverdue: 10, daysBefore: 15 }, today).slice(0, 2)).toEqual([
			'Suspende no 25º dia de atraso, se dever ao menos R$ 30,00.',
			'O aviso sai até o 10º dia de atraso, 15 dias antes.'
		]);
		expect(suspensionSentences({ ...rule, daysBefore: 1 }, today)[1]).toBe('O aviso sai até o 1º dia de atraso, 1 dia antes.');
	});

	test('(274) the fixed day, the last of a shorter month, and a business day', () => {
		expect(suspensionSentences({ ...rule, fixedDay: 20 }, today)).toContain('Espera o próximo dia 20 do mês.');
		expect(suspensionSentences({ ...rule, fixedDay: 31, onBusinessDay: true }, today).slice(2, 4)).toEqual([
			'Espera o próximo dia 31 do mês, ou o último em mês mais curto.',
			'Se cair em fim de semana ou feriado, fica para o dia útil seguinte.'
		]);
	});

	test('the law comes on top: an early rule is worked out with its 15 days', () => {
		// Due on Thursday the 10th, notice on the 11th, 15 days later a Saturday.
		expect(suspensionExample({ ...rule, daysOverdue: 1 }, today)).toBe(
			'Exemplo: fatura de R$ 100,00 que vence em 10/12/2026, com aviso comprovado em 11/12/2026, é suspensa em 26/12/2026.'
		);
		expect(suspensionExample({ ...rule, daysOverdue: 1, onBusinessDay: true }, today)).toContain('é suspensa em 28/12/2026.');
		expect(suspensionExample({ ...rule, daysOverdue: 1, fixedDay: 5, byItself: false, minimumCents: 50_000 }, today)).toBe(
			'Exemplo: para uma fatura de R$ 500,00 que vence em 10/12/2026, com aviso comprovado em 11/12/2026, a suspensão é proposta em 05/01/2027.'
		);
	});

	test('in a cell', () => {
		expect(suspensionShort({ ...rule, daysOverdue: 10, daysBefore: 15, fixedDay: 20 })).toBe(
			'25º dia · mín. R$ 30,00 · dia 20 · automática'
		);
		expect(suspensionShort({ ...rule, minimumCents: 0, byItself: false })).toBe('1º dia');
	});
});
