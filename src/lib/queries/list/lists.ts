import { asc, eq, getTableColumns } from 'drizzle-orm';
import { z } from 'zod';
import { serviceGroup, servicePlan } from '#lib/schema/billing.ts';
import {
	addressType,
	billingMethod,
	cancellationReason,
	collectionAccount,
	contactType,
	extraField,
	senderAddress,
	team
} from '#lib/schema/list.ts';
import { observationType } from '#lib/schema/observation.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** A short list of the Painel, by name; inactive rows included, because old rows still name them. */
const named = <
	N extends string,
	T extends typeof contactType | typeof addressType | typeof cancellationReason | typeof team | typeof observationType | typeof serviceGroup
>(
	name: N,
	table: T,
	sqlName: string
) =>
	defineQuery({
		name,
		args: z.object({}),
		run: (tx) =>
			tx
				.select({ id: table.id, name: table.name, active: table.active })
				// eslint-disable-next-line @typescript-eslint/no-explicit-any -- these tables have the same columns
				.from(table as any)
				.orderBy(asc(table.name), asc(table.id)) as unknown as Promise<NamedRow[]>,
		dependsOn: () => [{ table: sqlName }]
	});
export interface NamedRow {
	readonly id: string;
	readonly name: string;
	readonly active: boolean;
}

export const observationTypeList = named('observationType.list', observationType, 'observation_type');
export const teamList = named('team.list', team, 'team');
export const contactTypeList = named('contactType.list', contactType, 'contact_type');
export const addressTypeList = named('addressType.list', addressType, 'address_type');
export const cancellationReasonList = named('cancellationReason.list', cancellationReason, 'cancellation_reason');

export const serviceGroupList = named('serviceGroup.list', serviceGroup, 'service_group');

export const billingMethodList = defineQuery({
	name: 'billingMethod.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				id: billingMethod.id,
				name: billingMethod.name,
				active: billingMethod.active,
				kind: billingMethod.kind,
				collectionAccountId: billingMethod.collectionAccountId,
				fineBasisPoints: billingMethod.fineBasisPoints,
				monthlyInterestBasisPoints: billingMethod.monthlyInterestBasisPoints,
				instructions: billingMethod.instructions,
				suspendMinimumCents: billingMethod.suspendMinimumCents,
				suspendDaysOverdue: billingMethod.suspendDaysOverdue,
				suspendDaysBefore: billingMethod.suspendDaysBefore,
				suspendFixedDay: billingMethod.suspendFixedDay,
				suspendOnBusinessDay: billingMethod.suspendOnBusinessDay,
				suspendsByItself: billingMethod.suspendsByItself
			})
			.from(billingMethod)
			.orderBy(asc(billingMethod.name), asc(billingMethod.id)),
	dependsOn: () => [{ table: 'billing_method' }]
});

export const senderAddressList = defineQuery({
	name: 'senderAddress.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				id: senderAddress.id,
				name: senderAddress.name,
				active: senderAddress.active,
				email: senderAddress.email,
				subject: senderAddress.subject,
				sms: senderAddress.sms
			})
			.from(senderAddress)
			.orderBy(asc(senderAddress.name), asc(senderAddress.id)),
	dependsOn: () => [{ table: 'sender_address' }]
});

export const extraFieldList = defineQuery({
	name: 'extraField.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				id: extraField.id,
				name: extraField.name,
				active: extraField.active,
				owner: extraField.owner,
				kind: extraField.kind,
				choices: extraField.choices,
				position: extraField.position
			})
			.from(extraField)
			.orderBy(asc(extraField.owner), asc(extraField.position), asc(extraField.name), asc(extraField.id)),
	dependsOn: () => [{ table: 'extra_field' }]
});

export const collectionAccountList = defineQuery({
	name: 'collectionAccount.list',
	args: z.object({}),
	run: (tx) => {
		const { createdAt: _c, createdBy: _b, updatedAt: _u, updatedBy: _y, ...columns } = getTableColumns(collectionAccount);
		return tx.select(columns).from(collectionAccount).orderBy(asc(collectionAccount.name), asc(collectionAccount.id));
	},
	dependsOn: () => [{ table: 'collection_account' }]
});

/** The catalogue: plans with the name of their group. */
export const servicePlanList = defineQuery({
	name: 'servicePlan.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				id: servicePlan.id,
				name: servicePlan.name,
				active: servicePlan.active,
				serviceGroupId: servicePlan.serviceGroupId,
				groupName: serviceGroup.name,
				downloadKbps: servicePlan.downloadKbps,
				uploadKbps: servicePlan.uploadKbps,
				priceCents: servicePlan.priceCents
			})
			.from(servicePlan)
			.leftJoin(serviceGroup, eq(serviceGroup.id, servicePlan.serviceGroupId))
			.orderBy(asc(servicePlan.name), asc(servicePlan.id)),
	dependsOn: () => [{ table: 'service_plan' }, { table: 'service_group' }]
});
