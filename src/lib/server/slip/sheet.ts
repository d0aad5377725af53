import { lateAmount, type LateAmount } from '#lib/domain/billing/late-fee.ts';
import { registeredTitle } from '#lib/domain/boleto/reissue.ts';
import { makeSlip, type Slip } from '#lib/domain/boleto/slip.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { openCents } from '#lib/domain/invoice/balance.ts';
import { invoiceTxid } from '#lib/domain/pix/invoice-txid.ts';
import { makeDynamicPix, makeStaticPix } from '#lib/domain/pix/make.ts';
import { refuse, type Refusal } from '#lib/sync/model.ts';
import type { SlipFacts } from './facts.ts';

export const slipStates = ['payable', 'partial', 'withdrawn', 'paid', 'cancelled', 'replaced', 'unissued'] as const;

/**
 * What a slip is good for today. `payable`: by bars and PIX. `partial`: something was paid, the bars still ask for all of it, so the rest is
 * paid by PIX. `withdrawn`: the bank refused or wrote off the title; PIX is left. `paid`, `cancelled`, `replaced` (by an agreement): nothing
 * more is to be paid, and no code is shown. `unissued`: no boleto was ever made of it.
 */
export type SlipState = (typeof slipStates)[number];

/** A slip as it stands today. Money in cents. */
export interface Sheet {
	readonly state: SlipState;
	readonly invoiceId: string;
	readonly invoiceNumber: number;
	/** `2026-11`. */
	readonly competence: string | null;
	readonly providerName: string;
	readonly beneficiary: string;
	readonly payer: string;
	/** Day on which this copy is good; the PIX amount is that of this day. */
	readonly today: Day;
	readonly dueOn: Day;
	readonly amountCents: number;
	readonly paidCents: number;
	readonly paidAt: string | null;
	readonly late: LateAmount;
	/** Null where there is nothing to be scanned. */
	readonly slip: Slip | null;
	/** PIX copia e cola; null: the account has no key, or nothing is to be paid. */
	readonly pixCode: string | null;
}

/** The slip of these facts on a day, or why none can be drawn: the account was changed, or something mandatory is missing. */
export function sheetOf(facts: SlipFacts, today: Day): { readonly ok: true; readonly sheet: Sheet } | Refusal {
	const { invoice, account, boleto, terms } = facts;
	const open = invoice.replacedById === null ? openCents(invoice) : 0;
	const state = stateOf(facts, open);
	const dueOn = boleto?.dueOn ?? invoice.dueOn;
	const late = lateAmount(open, dueOn, today, terms);
	const sheet: Sheet = {
		state,
		invoiceId: invoice.id,
		invoiceNumber: invoice.number,
		competence: invoice.competence,
		providerName: facts.providerName,
		beneficiary: account?.beneficiary.name ?? facts.providerName,
		payer: facts.payer.name,
		today,
		dueOn,
		amountCents: boleto?.amountCents ?? invoice.amountCents,
		paidCents: invoice.paidCents ?? (invoice.paidAt === null ? 0 : invoice.amountCents),
		paidAt: invoice.paidAt,
		late,
		slip: null,
		pixCode: null
	};
	if (!account || !boleto || open === 0) return { ok: true, sheet };
	const pixCode = pixOf(facts, late.totalCents);
	if (typeof pixCode === 'object' && pixCode !== null) return pixCode;
	if (state !== 'payable') return { ok: true, sheet: { ...sheet, pixCode } };
	const registered = registeredTitle(account, boleto.ourNumber, {
		issuedOn: boleto.issuedOn,
		dueOn: boleto.dueOn,
		amountCents: boleto.amountCents,
		documentNumber: String(invoice.number)
	});
	if (!registered.ok) return registered;
	const made = makeSlip({
		account,
		title: registered.title,
		beneficiary: account.beneficiary,
		payer: facts.payer,
		rules: { ...terms },
		processedOn: today,
		...(pixCode === null ? {} : { pixCode })
	});
	return made.ok ? { ok: true, sheet: { ...sheet, slip: made.slip, pixCode } } : (made.refusals[0] ?? refuse('value_invalid'));
}

function stateOf({ invoice, boleto }: SlipFacts, open: number): SlipState {
	if (invoice.cancelledAt !== null) return 'cancelled';
	if (invoice.replacedById !== null) return 'replaced';
	if (open === 0) return 'paid';
	if (boleto === null) return 'unissued';
	if (boleto.status === 'rejected' || boleto.status === 'written_off') return 'withdrawn';
	return open < invoice.amountCents ? 'partial' : 'payable';
}

/** The bank's charge where it made one, which knows the amount of each day by itself; else a static code over what is owed today. */
function pixOf({ invoice, account, boleto }: SlipFacts, cents: number): string | null | Refusal {
	if (!account || !boleto) return null;
	const receiver = { name: account.beneficiary.name, city: account.beneficiary.city ?? '' };
	const live = boleto.status !== 'rejected' && boleto.status !== 'written_off';
	const made =
		boleto.pixUrl !== null && live
			? makeDynamicPix({ ...receiver, url: boleto.pixUrl })
			: account.pixKey === null
				? null
				: makeStaticPix({ ...receiver, key: account.pixKey, amountCents: cents, txid: invoiceTxid(invoice.number) });
	if (made === null) return null;
	return made.ok ? made.code : made;
}
