import { expect, test } from 'vitest';
import { formatPostalCode, isPostalCode, normalisePostalCode, stateOfPostalCode } from './postal-code.ts';
import { isState, normaliseState, states } from './state.ts';

test('CEP: normalised, formatted, refused below 01000-000', () => {
	expect(normalisePostalCode(' 13.010-001 ')).toBe('13010001');
	expect(formatPostalCode('13010001')).toBe('13010-001');
	expect(formatPostalCode('1301')).toBe('1301');
	expect(isPostalCode('13010001')).toBe(true);
	expect(isPostalCode('00000000')).toBe(false);
	expect(isPostalCode('00999999')).toBe(false);
	expect(isPostalCode('1301000')).toBe(false);
});

test.each([
	['01310100', 'SP'],
	['20040002', 'RJ'],
	['86010000', 'PR'],
	['70040010', 'DF'],
	['72800000', 'GO'],
	['69301000', 'RR'],
	['69900000', 'AC'],
	['99999999', 'RS'],
	['00100000', null]
])('CEP %s lies in %s', (cep, state) => expect(stateOfPostalCode(cep)).toBe(state));

test('every state has a CEP', () => {
	const found = new Set(Array.from({ length: 99 }, (_, i) => stateOfPostalCode(`${String(i + 1).padStart(2, '0')}000000`)));
	for (const cep of ['68900000', '69300000', '69900000', '73700000', '76800000']) found.add(stateOfPostalCode(cep));
	expect([...states].filter((s) => !found.has(s))).toEqual([]);
});

test('states are recognised by abbreviation and name, with or without accents', () => {
	expect(states.length).toBe(27);
	expect(normaliseState(' sp')).toBe('SP');
	expect(normaliseState('sao paulo')).toBe('SP');
	expect(normaliseState('Paraná')).toBe('PR');
	expect(isState(normaliseState('XX'))).toBe(false);
});
