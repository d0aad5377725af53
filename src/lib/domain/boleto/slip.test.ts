import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nationalCalendar } from '../day/bank-calendar.ts';
import { addDays } from '../day/day.ts';
import { checkSlipRules, slipInstructions, type SlipRules } from './instructions.ts';
import { readBoleto } from './read.ts';
import { makeSlip, type SlipInput } from './slip.ts';

const rules: SlipRules = { fineBasisPoints: 200, monthlyInterestBasisPoints: 100 };
const charge = { dueOn: '2026-12-10', amountCents: 9990 };
const input: SlipInput = {
	account: { bank: '756', bankBranch: '4327', beneficiaryCode: '229385', portfolio: '1', modality: '01' },
	title: { number: '240', issuedOn: '2026-11-22', documentNumber: '2026/1840', ...charge },
	beneficiary: {
		name: 'Provedor Exemplo Ltda',
		taxId: '11222333000181',
		street: 'Rua das Acácias, 120',
		district: 'Centro',
		postalCode: '80010000',
		city: 'Curitiba',
		state: 'PR'
	},
	payer: { name: ' Fulana de Tal ', taxId: '52998224725', city: 'Curitiba', state: 'PR' },
	rules
};
const wrong = (change: Partial<SlipInput>) => {
	const made = makeSlip({ ...input, ...change });
	return made.ok ? [] : made.refusals.map((r) => `${r.field}: ${r.code}`);
};

describe('instructions', () => {
	test('fine, interest, discounts in the order of their days, and the end', () => {
		const discounts = [
			{ untilOn: '2026-12-05', cents: 500 },
			{ untilOn: '2026-11-30', cents: 1000 }
		];
		expect(slipInstructions(charge, { ...rules, discounts, acceptedDays: 30, notes: ['Dúvidas: 0800 000 0000', ' '] })).toEqual([
			'Desconto de R$ 10,00 para pagamento até 30/11/2026.',
			'Desconto de R$ 5,00 para pagamento até 05/12/2026.',
			'Após o vencimento, multa de 2% (R$ 2,00).',
			'Após o vencimento, juros de mora de 1% ao mês, por dia de atraso.',
			'Não receber após 09/01/2027.',
			'Dúvidas: 0800 000 0000'
		]);
	});
	test('half a cent of the fine is rounded up; a rate with decimals has a comma', () => {
		expect(slipInstructions({ ...charge, amountCents: 25 }, { fineBasisPoints: 150, monthlyInterestBasisPoints: 33 })).toEqual([
			'Após o vencimento, multa de 1,5%.',
			'Após o vencimento, juros de mora de 0,33% ao mês, por dia de atraso.'
		]);
		expect(slipInstructions({ ...charge, amountCents: 25 }, rules)[0]).toBe('Após o vencimento, multa de 2% (R$ 0,01).');
	});
	test('nothing is said of what is not charged, nor of lateness without a due day', () => {
		expect(slipInstructions(charge, { fineBasisPoints: 0, monthlyInterestBasisPoints: 0 })).toEqual([]);
		expect(slipInstructions({ dueOn: null, amountCents: 100 }, { ...rules, acceptedDays: 5 })).toEqual([]);
		expect(slipInstructions(charge, { fineBasisPoints: 0, monthlyInterestBasisPoints: 0, acceptedDays: 0 })).toEqual([
			'Não receber após o vencimento.'
		]);
	});
	test('due on a Saturday: the last day without fee is told', () => {
		expect(slipInstructions({ ...charge, dueOn: '2026-12-12' }, rules)[0]).toBe(
			'Vencimento em dia não útil: pague sem acréscimo até 14/12/2026.'
		);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 3000 }), (n) => {
				const dueOn = addDays('2026-01-01', n);
				const told = slipInstructions({ ...charge, dueOn }, rules).some((line) => line.startsWith('Vencimento em dia não útil'));
				expect(told).toBe(nationalCalendar.next(dueOn) !== dueOn);
			})
		);
	});
	test('rules against the law or against the amount are refused', () => {
		const fields = (more: Partial<SlipRules>) => checkSlipRules(charge, { ...rules, ...more }).map((r) => `${r.field}: ${r.code}`);
		expect(fields({})).toEqual([]);
		expect(fields({ fineBasisPoints: 201 })).toEqual(['fineBasisPoints: fine_too_high']);
		expect(fields({ discounts: [{ untilOn: '2026-12-10', cents: 9989 }] })).toEqual([]);
		expect(fields({ discounts: [{ untilOn: '2026-12-11', cents: 1 }] })).toEqual(['discounts: day_invalid']);
		for (const cents of [0, 9990, 1.5])
			expect(fields({ discounts: [{ untilOn: '2026-12-01', cents }] })).toEqual(['discounts: amount_invalid']);
		expect(fields({ acceptedDays: -1 })).toEqual(['acceptedDays: value_invalid']);
	});
});

describe('slip', () => {
	test('everything that it shows', () => {
		const made = makeSlip({ ...input, processedOn: '2026-11-23', pixCode: '000201…' });
		expect(made.ok ? made.slip : made.refusals).toEqual({
			bankName: 'Sicoob',
			bankCode: '756-0',
			line: expect.stringMatching(/^75691\.4327\d 01022\.93850\d 00024\.0\d001\d \d 16560000009990$/),
			barcode: expect.stringMatching(/^7569\d16560000009990143270102293850000240\d001$/),
			paymentPlace: 'Pagável em qualquer banco',
			due: '10/12/2026',
			beneficiary: {
				name: 'Provedor Exemplo Ltda',
				taxId: '11.222.333/0001-81',
				address: ['Rua das Acácias, 120, Centro', 'CEP 80010-000 Curitiba/PR']
			},
			account: '4327 / 0229385',
			issued: '22/11/2026',
			documentNumber: '2026/1840',
			documentKind: 'DS',
			acceptance: 'N',
			processed: '23/11/2026',
			ourNumber: expect.stringMatching(/^0000240-\d$/),
			portfolio: '1',
			currency: 'R$',
			amount: '99,90',
			instructions: ['Após o vencimento, multa de 2% (R$ 2,00).', 'Após o vencimento, juros de mora de 1% ao mês, por dia de atraso.'],
			payer: { name: 'Fulana de Tal', taxId: '529.982.247-25', address: ['Curitiba/PR'] },
			guarantor: null,
			pixCode: '000201…'
		});
	});
	test('line and bars say what the slip says', () => {
		const made = makeSlip(input);
		if (!made.ok) throw new Error('refused');
		const read = readBoleto(made.slip.line, '2026-11-22');
		expect(read).toMatchObject({ ok: true, bank: '756', dueOn: '2026-12-10', amountCents: 9990, barcode: made.slip.barcode });
	});
	test('without due day and amount', () => {
		const made = makeSlip({ ...input, title: { ...input.title, dueOn: null, amountCents: 0, documentNumber: undefined } });
		expect(made.ok && [made.slip.due, made.slip.amount, made.slip.documentNumber, made.slip.processed]).toEqual([
			'Contra apresentação',
			'',
			'0000240',
			'22/11/2026'
		]);
	});
	test('names all that is missing', () => {
		const nobody = { name: ' ', taxId: '' };
		expect(wrong({ beneficiary: nobody, payer: nobody, guarantor: { name: 'X', taxId: '11111111111' } })).toEqual([
			'beneficiary.name: field_required',
			'beneficiary.taxId: field_required',
			'beneficiary.street: field_required',
			'beneficiary.city: field_required',
			'beneficiary.state: field_required',
			'payer.name: field_required',
			'payer.taxId: field_required',
			'guarantor.taxId: tax_id_invalid'
		]);
		expect(wrong({ account: { ...input.account, modality: '' } })).toEqual(['modality: field_required']);
		expect(wrong({ rules: { fineBasisPoints: 200, monthlyInterestBasisPoints: 500 } })).toEqual([
			'monthlyInterestBasisPoints: interest_too_high'
		]);
		expect(wrong({})).toEqual([]);
	});
});
