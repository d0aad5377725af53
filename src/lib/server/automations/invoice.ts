import { z } from 'zod';
import { dayAt } from '#lib/domain/day/zone.ts';
import { invoiceList } from '#lib/queries/invoice/list.ts';
import { invoiceGet, type InvoiceDetail } from '#lib/queries/payment/invoice-get.ts';
import { invoiceOpen } from '#lib/queries/payment/open-invoices.ts';
import { readSetting } from '#lib/server/settings.ts';
import { linkToSlip } from '#lib/server/slip/link.ts';
import { slipStates } from '#lib/server/slip/sheet.ts';
import { refuse } from '#lib/sync/model.ts';
import { asks } from './define.ts';
import { automation, mustBeAllowed, refusing, router } from './trpc.ts';

const cents = z.int();
const slip = z.object({
	path: z.string().describe('Page of the slip, for anybody who is given it, for 180 days: put it behind the address of the provider'),
	state: z.enum(slipStates),
	dueOn: z.iso.date(),
	amountCents: cents,
	lateCents: cents.describe('Fine and interest of today'),
	line: z.string().nullable().describe('Linha digitável, 47 digits; null where the bars are of no use'),
	barcode: z.string().nullable().describe('44 digits'),
	pixCode: z.string().nullable().describe('PIX copia e cola over what is owed today')
});

/** Faturas. */
export const invoice = router({
	list: asks(invoiceList, {
		summary: 'Invoices of a customer that are paid by boleto, by due day',
		more: '`from` and `to` bound the due day, both included. What is owed otherwise too: `invoice.open`.'
	}),
	open: asks(invoiceOpen, { summary: 'All that a customer owes, of every billing method, by due day' }),
	get: automation({
		summary: 'An invoice with what has to be paid of it today, in cents',
		more: '`not_found` when it is of no branch of the key’s person.'
	})
		.input(invoiceGet.args)
		.query(async ({ ctx, input }) => {
			const found = (await ctx.ask(input)) as InvoiceDetail | null;
			if (found === null) throw refusing(refuse('not_found', { field: 'id' }));
			await ctx.note(found.customerId);
			return found;
		}),
	slip: automation({
		summary: 'The slip of an invoice: its page, linha digitável and PIX code',
		more: 'An open invoice without a boleto gets one, once only however often this is called.',
		data: slip
	})
		.input(z.object({ id: z.uuid() }))
		.mutation(async ({ ctx, input }) => {
			mustBeAllowed(ctx.actor.role, 'invoice.view');
			const now = ctx.now.toISOString();
			const { pool, wake } = ctx.centre;
			const made = await linkToSlip(pool, ctx.actor, input.id, { now, today: dayAt(now, await readSetting(pool, 'timeZone')) });
			if (!made.ok) throw refusing(made);
			wake();
			const { path, sheet } = made.value!;
			const found = (await ctx.ask({ id: input.id }, 'invoice.get')) as InvoiceDetail | null;
			if (found) await ctx.note(found.customerId);
			return {
				path,
				state: sheet.state,
				dueOn: sheet.dueOn,
				amountCents: sheet.amountCents,
				lateCents: sheet.late.fineCents + sheet.late.interestCents,
				line: sheet.slip?.line.replace(/\D/g, '') ?? null,
				barcode: sheet.slip?.barcode ?? null,
				pixCode: sheet.pixCode
			};
		})
});
