import type { SmsReceipt } from '#lib/domain/sms/receipt.ts';
import type { SmsPart } from '#lib/domain/sms/parts.ts';

/** One part to one mobile. */
export interface OutgoingSms {
	/** The same in every attempt: a gateway that knows keys sends it once. */
	readonly key: string;
	/** Area code and number; the gateway adds the country. */
	readonly number: string;
	readonly part: SmsPart;
}

/**
 * What the gateway said. `refused`: for good. `later`: it certainly does not have it, try again (`reason` in its own words).
 * `uncertain`: the line broke after it went out and before the answer; only a gateway that knows keys may be asked again.
 */
export type SmsPosted =
	| { readonly kind: 'taken'; readonly reference: string }
	| { readonly kind: 'refused'; readonly reason: string }
	| { readonly kind: 'later'; readonly reason: string }
	| { readonly kind: 'uncertain'; readonly reason: string };

/** Answers whether anybody knows this reference yet: a receipt may overtake the answer that names it, and is then told again. */
export type ReceiptListener = (receipt: SmsReceipt) => Promise<boolean>;

/** A gateway that takes our messages. Never throws: whatever goes wrong is an answer. */
export interface SmsGateway {
	/** Whether it sends one key once, so that what is uncertain may be repeated. */
	readonly knowsKeys: boolean;
	post(message: OutgoingSms): Promise<SmsPosted>;
	/** Makes sure that receipts can come in, where they come over a connection of ours. */
	listen(): Promise<void>;
	close(): Promise<void>;
}
