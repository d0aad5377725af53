import { expect, test } from 'vitest';
import { checkExtraField, checkExtraValue, choicesOf, normaliseChoices, normaliseExtraValue } from './extra-field.ts';

const of = (kind: Parameters<typeof checkExtraValue>[0]['kind'], choices: string | null = null) => ({ kind, choices });

test('values are read as people write them', () => {
	expect(normaliseExtraValue(of('number'), ' 1.234,5 ')).toBe('1234.5');
	expect(normaliseExtraValue(of('number'), '10.5')).toBe('10.5');
	expect(normaliseExtraValue(of('date'), '22/11/2026')).toBe('2026-11-22');
	expect(normaliseExtraValue(of('text'), '  ')).toBeNull();
});
test('a value must be of its kind; empty always may be', () => {
	for (const kind of ['text', 'number', 'date', 'yes_no', 'choice'] as const) expect(checkExtraValue(of(kind), null)).toBeNull();
	expect(checkExtraValue(of('number'), 'dez')?.code).toBe('amount_invalid');
	expect(checkExtraValue(of('date'), 'ontem')?.code).toBe('day_invalid');
	expect(checkExtraValue(of('yes_no'), 'sim')?.code).toBe('value_invalid');
	expect(checkExtraValue(of('choice', 'Manhã\nTarde'), 'Noite')?.code).toBe('value_invalid');
	expect(checkExtraValue(of('choice', 'Manhã\nTarde'), 'Tarde')).toBeNull();
	expect(checkExtraValue(of('text'), 'x'.repeat(501))?.code).toBe('field_too_long');
});
test('choices: one a line, once; a choice needs some', () => {
	expect(choicesOf({ choices: ' A \n\nB\nA' })).toEqual(['A', 'B']);
	expect(normaliseChoices(of('choice', ' A \n\nB'))).toBe('A\nB');
	expect(normaliseChoices(of('text', 'A'))).toBeNull();
	expect(checkExtraField(of('choice', '\n'))?.field).toBe('choices');
	expect(checkExtraField(of('text'))).toBeNull();
});
