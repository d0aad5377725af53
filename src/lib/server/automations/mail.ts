import { mailSend } from '#lib/mutators/mail/send.ts';
import { mailList } from '#lib/queries/mail/list.ts';
import { asks, creates } from './define.ts';
import { router } from './trpc.ts';

/** Enviar Boleto. */
export const mail = router({
	list: asks(mailList, { summary: 'E-mails to a customer that are not archived yet, newest first, with what became of each recipient' }),
	send: creates(mailSend, {
		summary: 'Sends the boletos of open invoices by e-mail',
		more: 'The centre makes them when it sends them; `mail.list` tells what became of each recipient. The same idempotency key sends it once.'
	})
});
