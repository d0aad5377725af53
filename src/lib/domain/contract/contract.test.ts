import { describe, expect, test } from 'vitest';
import { contractDocument, type ContractFacts } from './contract.ts';

const facts: ContractFacts = {
	number: 100_013,
	signedOn: null,
	providerName: 'Tuvira Fibra',
	branchCity: 'Assis',
	customer: {
		name: 'Maria Silva',
		code: 13,
		personKind: 'natural',
		taxId: '52998224725',
		address: 'Rua das Flores, 12',
		district: null,
		city: 'Assis',
		state: 'SP',
		postalCode: '19800001'
	},
	plan: {
		name: 'Fibra 300',
		downloadKbps: 300_000,
		uploadKbps: 150_500,
		priceCents: 9_990,
		dueDay: 10,
		startedOn: '2026-03-01',
		installationAddress: null,
		installationDistrict: null,
		installationCity: null
	},
	today: '2026-11-22'
};
const words = (given: ContractFacts): string => JSON.stringify(contractDocument(given));

describe('(11) the contract of a customer', () => {
	test('names its parties and its plan', () => {
		const document = contractDocument(facts);
		expect(document.title).toContain('100013');
		expect(document.parties).toContainEqual(['CPF', '529.982.247-25']);
		expect(document.parties).toContainEqual(['Endereço de instalação', 'Rua das Flores, 12, Assis/SP, CEP 19800-001']);
		expect(document.clauses[0]?.text).toContain('300 Mbps de recebimento e 150,5 Mbps de envio');
		expect(document.clauses[1]?.text).toContain('R$ 99,90 por mês, com vencimento no dia 10');
		expect(document.signatures).toEqual(['Tuvira Fibra', 'Maria Silva']);
	});
	test('an unsigned one carries today, a signed one its own day', () => {
		expect(contractDocument(facts).placeAndDate).toBe('Assis, 22 de novembro de 2026.');
		expect(contractDocument({ ...facts, signedOn: '2026-03-05', branchCity: null }).placeAndDate).toBe('Assis, 5 de março de 2026.');
	});
	test('a company has a CNPJ, and a place of installation may be another', () => {
		const given = {
			...facts,
			customer: { ...facts.customer, personKind: 'legal' as const, taxId: '11222333000181' },
			plan: { ...facts.plan, installationAddress: 'Sítio Boa Vista', installationCity: 'Cândido Mota' }
		};
		expect(contractDocument(given).parties).toContainEqual(['CNPJ', '11.222.333/0001-81']);
		expect(contractDocument(given).parties).toContainEqual(['Endereço de instalação', 'Sítio Boa Vista, Cândido Mota']);
	});
	test('what is absent leaves no trace', () => {
		expect(words({ ...facts, customer: { ...facts.customer, postalCode: null } })).not.toMatch(/null|undefined|NaN|, ,/);
	});
});
