import type { BankCode, BoletoAccount } from '#lib/domain/boleto/account.ts';
import { issueBoleto } from '#lib/domain/boleto/issue.ts';
import type { SlipFacts } from '../facts.ts';

/** An account of each bank whose boletos we issue. */
const sampleAccounts: Readonly<Record<BankCode, BoletoAccount>> = {
	'001': {
		bank: '001',
		bankBranch: '4042',
		bankBranchDigit: '8',
		accountNumber: '61900',
		accountDigit: '0',
		portfolio: '18',
		beneficiaryCode: '1238798'
	},
	'033': { bank: '033', bankBranch: '59', beneficiaryCode: '1899775', portfolio: '102' },
	'104': { bank: '104', bankBranch: '1825', beneficiaryCode: '245274', portfolio: '1' },
	'237': { bank: '237', bankBranch: '4042', bankBranchDigit: '8', accountNumber: '61900', accountDigit: '0', portfolio: '09' },
	'341': { bank: '341', bankBranch: '810', accountNumber: '53678', accountDigit: '9', portfolio: '175' },
	'748': { bank: '748', bankBranch: '710', station: '65', beneficiaryCode: '129', originByte: '2', portfolio: '1' },
	'756': { bank: '756', bankBranch: '4327', beneficiaryCode: '229385', portfolio: '1', modality: '01' }
};

/** Facts of an open invoice with a registered boleto over the bank's account, due on 2026-12-10; `change` is put over the parts. */
export function sampleFacts(
	bank: BankCode,
	change: {
		readonly invoice?: Partial<SlipFacts['invoice']>;
		readonly boleto?: Partial<NonNullable<SlipFacts['boleto']>>;
		readonly pixKey?: string | null;
		readonly payerName?: string;
	} = {}
): SlipFacts {
	const account = sampleAccounts[bank];
	const title = { number: '1234', issuedOn: '2026-11-22', dueOn: '2026-12-10', amountCents: 9_990, documentNumber: '4711' };
	const issued = issueBoleto(account, title);
	if (!issued.ok) throw new Error(`the sample of ${bank} is wrong: ${issued.code} ${issued.field ?? ''}`);
	return {
		invoice: {
			id: '01939f2c-0000-7000-8000-000000004711',
			number: 4711,
			dueOn: title.dueOn,
			amountCents: title.amountCents,
			paidCents: null,
			paidAt: null,
			cancelledAt: null,
			replacedById: null,
			competence: '2026-11',
			...change.invoice
		},
		terms: { fineBasisPoints: 200, monthlyInterestBasisPoints: 100, notes: ['Dúvidas: 0800 000 0000'] },
		payer: {
			name: change.payerName ?? 'Alzira de Souza Pimentel',
			taxId: '52998224725',
			street: 'Rua das Acácias, 120',
			district: 'Centro',
			postalCode: '19010000',
			city: 'Presidente Prudente',
			state: 'SP'
		},
		account: {
			...account,
			id: '01939f2c-0000-7000-8000-00000000acc0',
			beneficiary: {
				name: 'Tuvira Fibra Telecomunicações Ltda',
				taxId: '11222333000181',
				street: 'Avenida Manoel Goulart, 1500',
				city: 'Presidente Prudente',
				state: 'SP'
			},
			pixKey: change.pixKey === undefined ? 'cobranca@tuvira.example' : change.pixKey
		},
		boleto: {
			id: '01939f2c-0000-7000-8000-0000000b0001',
			ourNumber: issued.ourNumber,
			issuedOn: title.issuedOn,
			dueOn: title.dueOn,
			amountCents: title.amountCents,
			status: 'registered',
			pixUrl: null,
			...change.boleto
		},
		providerName: 'Tuvira Fibra'
	};
}
