import { expect, test } from 'vitest';
import { isEmail, normaliseEmail } from './email.ts';

test.each(['ana@exemplo.com.br', 'ana.lima+boleto@a-b.example', 'x_1@sub.dominio.net'])('%s is an address', (text) =>
	expect(isEmail(text)).toBe(true)
);
test.each([
	'',
	'ana',
	'ana@',
	'@exemplo.com',
	'ana@exemplo',
	'ana lima@exemplo.com',
	'joão@exemplo.com',
	'ana..lima@exemplo.com',
	'.ana@exemplo.com',
	'ana@-exemplo.com',
	'ana@exemplo.c',
	'a@b@c.com',
	'ana@exemplo.com;',
	`${'a'.repeat(65)}@exemplo.com`,
	`a@${'b'.repeat(64)}.com`
])('%s is none', (text) => expect(isEmail(text)).toBe(false));
test('normalised as stored', () => {
	expect(normaliseEmail(' Ana.Lima@Exemplo.COM ')).toBe('ana.lima@exemplo.com');
	expect(normaliseEmail('mailto:ana@exemplo.com')).toBe('ana@exemplo.com');
	expect(normaliseEmail('<ana@exemplo.com>')).toBe('ana@exemplo.com');
});
