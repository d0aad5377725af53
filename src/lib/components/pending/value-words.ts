import { formatPhone } from '#lib/domain/phone/phone.ts';
import { formatTaxId } from '#lib/domain/tax-id/tax-id.ts';
import { anyStatusName } from '#lib/errors/status-names.ts';
import * as m from '#lib/paraglide/messages.js';
import type { AskedValue } from './asked.ts';

export interface Names {
	/** Id → name, of whatever a list of references.ts holds. */
	readonly [id: string]: string;
}

const codes: Readonly<Record<string, () => string>> = {
	natural: m.pending_value_natural,
	legal: m.pending_value_legal,
	active: m.common_active,
	inactive: m.common_inactive
};

const priorities: Readonly<Record<string, () => string>> = {
	low: m.ticket_priority_low,
	normal: m.ticket_priority_normal,
	high: m.ticket_priority_high,
	urgent: m.ticket_priority_urgent
};

/** A value as a person reads it. */
export function words(field: string, value: AskedValue['value'], names: Names): string {
	if (value === null || value === '') return m.home_notice_empty();
	if (typeof value === 'boolean') return value ? m.common_yes() : m.common_no();
	if (typeof value === 'number') return String(value);
	if (Object.hasOwn(names, value)) return names[value] ?? value;
	if (field === 'taxId') return formatTaxId(value);
	if (field === 'phone' || field === 'mobile' || field === 'fax') return formatPhone(value);
	if ((field === 'personKind' || field === 'status') && Object.hasOwn(codes, value)) return codes[value]?.() ?? value;
	if (field === 'status') return anyStatusName(value);
	if (field === 'priority' && Object.hasOwn(priorities, value)) return priorities[value]?.() ?? value;
	const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
	return day ? `${day[3] ?? ''}/${day[2] ?? ''}/${day[1] ?? ''}` : value;
}
