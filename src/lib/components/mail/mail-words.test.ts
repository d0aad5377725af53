import { expect, test } from 'vitest';
import type { MailRecipient, MailStatus } from '#lib/schema/mail.ts';
import { errorWords, messageState } from './result-words.ts';
import { ticks } from './recipient-ticks.ts';

const to = (status: MailStatus, error: string | null = null): MailRecipient => ({ address: 'a@b.example', status, at: null, error });

test('255 256 257: all, none, and the other way round', () => {
	const list = ['a', 'b', 'c'];
	expect(ticks.all(list)).toEqual(list);
	expect(ticks.none()).toEqual([]);
	expect(ticks.invert(list, ['b'])).toEqual(['a', 'c']);
	expect(ticks.invert(list, [])).toEqual(list);
});
test('a message is on its way until all of it has an end; then what went wrong counts', () => {
	expect(messageState([to('sent'), to('queued')])).toMatchObject({ status: 'queued', text: '1 de 2 enviados' });
	expect(messageState([to('sent'), to('failed')])).toMatchObject({ status: 'failed' });
	expect(messageState([to('bounced')])).toMatchObject({ status: 'bounced', text: 'Devolvido' });
	expect(messageState([to('sent'), to('sent')])).toMatchObject({ status: 'sent', text: 'Enviado' });
});
test('reasons are sentences, or the mail server’s own words', () => {
	expect(errorWords(to('sent'))).toBeNull();
	expect(errorWords(to('failed', 'not_configured'))).toContain('MAIL_URL');
	expect(errorWords(to('failed', '550 5.1.1 no such user'))).toBe('550 5.1.1 no such user');
	expect(errorWords(to('failed', 'given_up:450 later'))).toContain('450 later');
	expect(errorWords(to('failed', 'boleto:{"ok":false,"code":"boleto_account_missing"}'))).toContain('conta de cobrança');
	expect(errorWords(to('failed', 'boleto:{'))).toContain('boleto:{');
});
