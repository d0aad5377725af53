import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusal, refusalCodes } from './refusal.ts';

test('codes are stable snake_case words, each once', () => {
	for (const code of refusalCodes) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
	expect(new Set(refusalCodes).size).toBe(refusalCodes.length);
});
test('a refusal carries only what was given', () => {
	expect(refusal('not_a_code' as never)).toEqual({ ok: false, code: 'not_a_code' });
	expect(Object.keys(refusal('field_required', 'name'))).toEqual(['ok', 'code', 'field']);
});
test('the domain imports nothing of ours', () => {
	const here = new URL('.', import.meta.url);
	for (const file of readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))) {
		for (const [, from = ''] of readFileSync(new URL(file, here), 'utf8').matchAll(/from '([^']+)'/g)) {
			expect(from, `${file} imports ${from}`).toMatch(/^\.\.?\//);
			expect(new URL(from, new URL(file, here)).href.startsWith(here.href), `${file} imports ${from}`).toBe(true);
		}
	}
});
