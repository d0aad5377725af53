import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refusalCodes } from '#lib/domain/refusal.ts';
import { sentence, sentences } from './sentence.ts';

describe('sentences', () => {
	it('has one for every code of the domain', () => {
		expect(refusalCodes.filter((code) => !Object.hasOwn(sentences, code))).toEqual([]);
	});

	it('fills in what the sentence needs', () => {
		expect(sentence({ code: 'field_too_long', detail: { limit: 150, length: 163 } })).toContain('150');
		expect(sentence({ code: 'too_many_attempts', detail: { seconds: 45 } })).toContain('45 segundos');
		expect(sentence({ code: 'too_many_attempts', detail: { seconds: 600 } })).toContain('10 minutos');
		expect(sentence({ code: 'permission_denied', detail: { verb: 'settings.manage' } })).toContain('Gerente');
	});

	it('answers an unknown code, and one that is the name of something in JavaScript, with the general sentence', () => {
		expect(sentence({ code: 'never_heard_of' })).toContain('never_heard_of');
		expect(sentence({ code: 'constructor' })).toContain('constructor');
	});

	it('says everything in both languages, with the same blanks', () => {
		for (const area of ['common', 'shell', 'settings', 'refusals']) {
			const [pt, en] = ['pt-BR', 'en'].map(
				(locale) => JSON.parse(readFileSync(`messages/${locale}/${area}.json`, 'utf8')) as Record<string, unknown>
			);
			expect(Object.keys(en ?? {})).toEqual(Object.keys(pt ?? {}));
			const blanks = (value: unknown) => [...new Set(JSON.stringify(value).match(/\{\w+\}/g) ?? [])].sort();
			for (const key of Object.keys(pt ?? {})) expect([key, blanks(en?.[key])]).toEqual([key, blanks(pt?.[key])]);
		}
	});
});
