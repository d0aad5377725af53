import { describe, expect, test } from 'vitest';
import { checkLetterBatch, letterKey, planLetter, type LetterFacts, type LetterTo } from './collection-letter.ts';
import { unsentLetters } from './unsent.ts';

const [finance, home] = ['type-finance', 'type-home'];
const facts = (more: Partial<LetterFacts> = {}): LetterFacts => ({
	email: 'Ana@Casa.example',
	options: { emailBeforeDue: false, emailDelinquency: true },
	contacts: [
		{ name: 'Bento', email: 'bento@casa.example', contactTypeId: home },
		{ name: 'Caio', email: 'caio@firma.example', contactTypeId: finance },
		{ name: 'Dora', email: null, contactTypeId: finance }
	],
	owes: true,
	lettered: false,
	...more
});
const to = (destination: LetterTo['destination'], contactTypeId: string | null = null): LetterTo => ({ destination, contactTypeId });
const reasons = (one: Partial<LetterFacts>, where = to('all')) =>
	planLetter(facts(one), where).unsent.map(({ address, reason }) => [address, reason]);

describe('329: whom a Carta de Cobrança goes to', () => {
	test('all e-mails, the main one only, or those of contacts of one type', () => {
		expect(planLetter(facts(), to('all')).addresses).toEqual(['ana@casa.example', 'bento@casa.example', 'caio@firma.example']);
		expect(planLetter(facts(), to('main')).addresses).toEqual(['ana@casa.example']);
		expect(planLetter(facts(), to('contact', finance)).addresses).toEqual(['caio@firma.example']);
	});
	test('who wants no letters about debts, owes nothing or has it today already gets none (92, 124)', () => {
		expect(reasons({ options: { emailBeforeDue: true, emailDelinquency: false } })).toEqual([['', 'email_not_wanted']]);
		expect(reasons({ owes: false })).toEqual([['', 'nothing_overdue']]);
		expect(reasons({ lettered: true })).toEqual([['', 'letter_today']]);
	});
	test('(!) 333: an address that is missing or none is told', () => {
		expect(reasons({ email: null, contacts: [] })).toEqual([['', 'no_address']]);
		expect(reasons({ email: null }, to('main'))).toEqual([['', 'no_address']]);
		expect(reasons({}, to('contact', 'type-other'))).toEqual([['', 'no_address']]);
		const one = planLetter(facts({ email: 'ana@casa', contacts: facts().contacts.slice(0, 1) }), to('all'));
		expect(one).toEqual({ addresses: ['bento@casa.example'], unsent: [{ address: 'ana@casa', reason: 'address_invalid' }] });
	});
});

test('a letter has one key a day; one that reached nobody may go out again', () => {
	expect(letterKey('c', 't', '2026-11-22', 0)).toBe(letterKey('c', 't', '2026-11-22', 0));
	expect(
		new Set([letterKey('c', 't', '2026-11-22', 0), letterKey('c', 't', '2026-11-23', 0), letterKey('c', 't', '2026-11-22', 1)]).size
	).toBe(3);
});

test('331: a subject of one line is asked for, and a type where contacts are meant', () => {
	const codes = (subject: string, where = to('main')) => checkLetterBatch(subject, where).map(({ field, code }) => `${field} ${code}`);
	expect(codes('Aviso de débito')).toEqual([]);
	expect(codes(' ')).toEqual(['subject field_required']);
	expect(codes('Aviso\nBcc: x@y.example')).toEqual(['subject value_invalid']);
	expect(codes('x'.repeat(151))).toEqual(['subject field_too_long']);
	expect(codes('Aviso', to('contact'))).toEqual(['contactTypeId field_required']);
});

test('(!) 333: not sent is who was reached at no address; who waits or has it at one is not among them', () => {
	const letter = (customerName: string, ...states: readonly (readonly [string, string, string | null])[]) => ({
		customerName,
		customerCode: 1,
		recipients: states.map(([address, status, error]) => ({ address, status, error }))
	});
	const found = unsentLetters([
		letter('Ana', ['ana@x.example', 'sent', null]),
		letter('Bia', ['', 'failed', 'no_address']),
		letter('Caio', ['a@x.example', 'failed', '550 no'], ['b@x.example', 'sent', null]),
		letter('Davi', ['a@x.example', 'bounced', '550 no'], ['b@x.example', 'failed', '550 no']),
		letter('Eva', ['a@x.example', 'queued', null])
	]);
	expect(found.map(({ letter: { customerName }, addresses, errors }) => [customerName, addresses, errors])).toEqual([
		['Bia', [], ['no_address']],
		['Davi', ['a@x.example', 'b@x.example'], ['550 no']]
	]);
});
