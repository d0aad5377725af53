import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { refusal } from '#lib/domain/refusal.ts';
import { serviceGroup, servicePlan } from '#lib/schema/billing.ts';
import { defineListSave } from '../list/define-list-save.ts';

const speedLimit = 100_000_000;
const outside = (value: number, minimum: number, limit: number): boolean => !Number.isInteger(value) || value < minimum || value > limit;

/**
 * Plano / Serviço of the catalogue: makes (id null) or changes one. Its price is that of new subscriptions; whoever has it already
 * keeps what was agreed. A speed of 0 is a service without one (telephone, e-mail). Refusals: the list's; amount_invalid, number_range,
 * value_invalid (group).
 */
export const servicePlanSave = defineListSave({
	name: 'servicePlan.save',
	table: servicePlan,
	verb: 'list.manage',
	extras: { serviceGroupId: z.uuid().nullable(), downloadKbps: z.number(), uploadKbps: z.number(), priceCents: z.number() },
	async check(plan, stored, tx) {
		for (const field of ['downloadKbps', 'uploadKbps'] as const)
			if (outside(plan[field], 0, speedLimit)) return refusal('number_range', field, { minimum: 0, limit: speedLimit });
		if (!Number.isSafeInteger(plan.priceCents) || plan.priceCents < 0) return refusal('amount_invalid', 'priceCents');
		if (plan.serviceGroupId === null || plan.serviceGroupId === stored?.['serviceGroupId']) return null;
		const [group] = await tx.select({ active: serviceGroup.active }).from(serviceGroup).where(eq(serviceGroup.id, plan.serviceGroupId));
		return group?.active === true ? null : refusal('value_invalid', 'serviceGroupId');
	}
});
