import { dayAt } from '#lib/domain/day/zone.ts';
import { readSettings } from '#lib/domain/settings.ts';
import { templateValues } from '#lib/domain/message-template/values.ts';
import type { TemplateValues } from '#lib/domain/message-template/variables.ts';
import type { CustomerRecord } from './get.ts';

/** What the variables stand for with this customer, seen from now: the provider's day, not the computer's. */
export function customerTemplateValues(
	record: CustomerRecord,
	settings: readonly { readonly key: string; readonly value: unknown }[],
	userName: string,
	now: string
): TemplateValues {
	const { providerName, timeZone } = readSettings(settings);
	const { customer, plans, balance, openTickets, branchName } = record;
	return templateValues({
		customer,
		plan: plans[0] ?? null,
		balance,
		ticket: openTickets[0] ?? null,
		branchName,
		providerName,
		userName,
		today: dayAt(now, timeZone)
	});
}
