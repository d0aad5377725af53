import { renderText } from '#lib/domain/message-template/render.ts';
import { smsSize, withoutCostlyAccents } from '#lib/domain/message-template/sms.ts';
import { templateValues } from '#lib/domain/message-template/values.ts';
import { smsLimits, smsReach, smsText, type SmsReach } from '#lib/domain/sms/letter.ts';
import type { SkippedCustomer } from '#lib/mutators/sms/send.ts';
import type { SmsFacts } from '#lib/queries/sms/facts.ts';

/** What one customer would get, as the mutator will write it. */
export interface SmsDraft {
	readonly customerId: string;
	readonly name: string;
	readonly text: string;
	readonly to: SmsReach['to'];
	/** Null: it goes out. */
	readonly not: SkippedCustomer['why'] | null;
}

interface Written {
	readonly subject: string;
	readonly message: string;
	readonly plain: boolean;
	readonly providerName: string;
	readonly userName: string;
	readonly today: string;
}

export function smsDraft(facts: SmsFacts, { subject, message, plain, ...said }: Written): SmsDraft {
	const { to, not } = smsReach(facts.contacts, [facts.customer.mobile, facts.customer.phone]);
	const whole = smsText(subject, renderText(message, templateValues({ ...facts, ...said })));
	const text = plain ? withoutCostlyAccents(whole) : whole;
	const why = (facts.balance?.overdueCount ?? 0) === 0 ? 'settled' : (not ?? (smsSize(text).parts > smsLimits.parts ? 'too_long' : null));
	return { customerId: facts.id, name: facts.customer.name, text, to, not: why };
}
