import { extraValueWords } from '#lib/components/extra-field/extra-words.ts';
import { debitStatusName, paymentFacts } from '#lib/components/payment/payment-words.ts';
import { dayAndClock } from '#lib/components/shell/moments.ts';
import { formatDay } from '#lib/domain/day/day.ts';
import { sizeWords } from '#lib/domain/document/upload.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { formatPhone } from '#lib/domain/phone/phone.ts';
import { formatPostalCode } from '#lib/domain/postal-code.ts';
import { formatTaxId } from '#lib/domain/tax-id/tax-id.ts';
import { anyStatusName } from '#lib/errors/status-names.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { AddressRow } from '#lib/queries/address/list.ts';
import type { ContactRow } from '#lib/queries/contact/list.ts';
import type { CustomerRecord } from '#lib/queries/customer/get.ts';
import type { DocumentRow } from '#lib/queries/document/list.ts';
import type { ExtraValueRow } from '#lib/queries/extra-field/values.ts';
import type { ObservationRow } from '#lib/queries/observation/list.ts';
import type { PaymentMethodRow } from '#lib/queries/payment-method/list.ts';
import type { TicketRow } from '#lib/queries/ticket/list.ts';
import { asRead, fieldLabel } from './field-words.ts';
import { facts, type PrintItem } from './print-sections.ts';
import { fieldsOf, sectionIds, sectionTitle } from './sections.ts';
import { speed } from './speed.ts';
import { storedOf } from './values.ts';

const phone = (value: string | null): string => (value === null ? '' : formatPhone(value));
const day = (value: string | null): string => (value === null ? '' : formatDay(value, getLocale()));

/** The sections of "Dados Cadastro", without empty fields and without sections that have none. */
export function dataItems(record: CustomerRecord): PrintItem[] {
	const { customer } = record;
	return sectionIds.flatMap((section): PrintItem[] => {
		const filled = facts(
			...fieldsOf(section, customer.personKind).map(
				({ field }) =>
					[
						fieldLabel(field, customer.personKind),
						field === 'branchId' ? record.branchName : asRead(field, storedOf(customer, field), () => record.branchName ?? '')
					] as const
			)
		);
		if (filled.length === 0) return [];
		return section === 'remarks'
			? [{ id: section, title: sectionTitle(section), facts: [], text: customer.remarks ?? '' }]
			: [{ id: section, title: sectionTitle(section), facts: filled }];
	});
}

export const contactItems = (rows: readonly ContactRow[]): PrintItem[] =>
	rows.map((one) => ({
		id: one.id,
		title: one.name,
		facts: facts(
			[m.contact_type(), one.typeName],
			[m.contact_job_title(), one.jobTitle],
			[m.customer_field_phone(), phone(one.phone)],
			[m.customer_field_mobile(), phone(one.mobile)],
			[m.contact_fax(), phone(one.fax)],
			[m.contact_nextel(), one.nextel],
			[m.customer_field_email(), one.email],
			[m.contact_birth_on(), day(one.birthOn)],
			[m.contact_tax_id(), one.taxId === null ? '' : formatTaxId(one.taxId)],
			[m.contact_identity_card(), one.identityCard]
		),
		text: one.remarks ?? undefined
	}));

export const addressItems = (rows: readonly AddressRow[]): PrintItem[] =>
	rows.map((one) => ({
		id: one.id,
		title: one.typeName ?? undefined,
		facts: facts(
			[m.address_street(), [one.street, one.number, one.unit, one.complement].filter(Boolean).join(', ')],
			[m.address_district(), one.district],
			[m.address_city(), `${one.city}/${one.state}`],
			[m.address_postal_code(), one.postalCode === null ? '' : formatPostalCode(one.postalCode)],
			[m.address_reference(), one.reference]
		)
	}));

export function extraItems(rows: readonly ExtraValueRow[]): PrintItem[] {
	const filled = facts(...rows.map((one) => [one.name, extraValueWords(one.kind, one.value)] as const));
	return filled.length === 0 ? [] : [{ id: 'extra', facts: filled }];
}

/** What is kept of a card is masked already; an account loses all but its end, for paper lies about. */
export const paymentItems = (rows: readonly PaymentMethodRow[]): PrintItem[] =>
	rows.map((one) => ({
		id: one.id,
		title: one.methodName ?? undefined,
		facts: [
			...facts([m.payment_status(), debitStatusName(one.debitStatus)]),
			...paymentFacts({ ...one, accountNumber: masked(one.accountNumber), identifierCode: masked(one.identifierCode) })
		]
	}));

/** `12345-6` → `····5-6`: enough to tell one account from another. */
export const masked = (value: string | null): string | null =>
	value === null ? null : value.replace(/[\dA-Za-z](?=(?:.*[\dA-Za-z]){2})/g, '·');

export const planItems = (record: CustomerRecord): PrintItem[] =>
	record.plans.map((one) => ({
		id: one.id,
		title: one.name,
		facts: facts(
			[m.pdf_field_status(), one.status === 'suspended' ? m.customer_plan_suspended() : m.customer_status_active()],
			[m.print_speed(), speed(one.downloadKbps, one.uploadKbps)],
			[m.print_price(), formatMoney(one.priceCents, getLocale())],
			[m.print_due_day(), String(one.dueDay)]
		)
	}));

export const observationItems = (rows: readonly ObservationRow[]): PrintItem[] =>
	rows.map((one) => ({
		id: one.id,
		title: [dayAndClock(one.createdAt), one.typeName, one.authorName].filter(Boolean).join(' · '),
		facts: [],
		text: one.text
	}));

export const ticketItems = (rows: readonly TicketRow[]): PrintItem[] =>
	rows.map((one) => ({
		id: one.id,
		title: `${String(one.protocol)} · ${one.subject}`,
		facts: facts(
			[m.pdf_field_status(), anyStatusName(one.status)],
			[m.print_opened(), dayAndClock(one.createdAt)],
			[m.print_closed(), one.closedAt === null ? '' : dayAndClock(one.closedAt)],
			[m.pdf_field_ticket_type_name(), one.typeName],
			[m.pdf_field_assignee_name(), one.assigneeName],
			[m.pdf_field_contact_name(), [one.contactName, phone(one.contactPhone)].filter(Boolean).join(' · ')]
		)
	}));

/** Deleted ones are no part of the paper. */
export const documentItems = (rows: readonly DocumentRow[]): PrintItem[] =>
	rows
		.filter((one) => one.deletedAt === null)
		.map((one) => ({
			id: one.id,
			title: one.description,
			facts: facts(
				[m.print_file(), `${one.fileName} (${sizeWords(one.bytes, getLocale())})`],
				[m.pdf_field_created_at(), dayAndClock(one.createdAt)]
			),
			text: one.remark ?? undefined
		}));
