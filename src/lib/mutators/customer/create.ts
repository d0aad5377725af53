import { z } from 'zod';
import { eq } from 'drizzle-orm';
import {
	checkRegistration,
	normaliseRegistration,
	registrationFields,
	type RegistrationField
} from '#lib/domain/customer/customer-rules.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { branch } from '#lib/schema/branch.ts';
import { customer } from '#lib/schema/customer.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { asColumns, fieldValue } from './fields.ts';

const given = Object.fromEntries(registrationFields.map((field) => [field, fieldValue(field).optional()])) as Record<
	RegistrationField,
	z.ZodOptional<z.ZodNullable<z.ZodString>>
>;

/**
 * New customer ("Dados Cadastro", checklist 62–83). What is absent is empty; status defaults to active, Data de Cadastro
 * to today. The code comes from a leased block, so it is final offline too.
 * Refusals: permission_denied, value_invalid (a branch that is not the actor's), the domain's for each field, numbers_exhausted.
 */
export const customerCreate = defineMutator({
	name: 'customer.create',
	version: 1,
	numbers: ['customerCode'],
	args: z.object({ branchId: z.uuid(), ...given }),
	async run(tx, { branchId, ...fields }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'customer.create');
		if (denied) return denied;
		const [office] = await tx.select({ areaCode: branch.areaCode, active: branch.active }).from(branch).where(eq(branch.id, branchId));
		if (!office?.active || !ctx.actor.branchIds.includes(branchId)) return refuse('value_invalid', { field: 'branchId' });
		const input = { ...fields, status: fields.status ?? 'active', registeredOn: fields.registeredOn ?? ctx.today };
		const registration = normaliseRegistration(input, office.areaCode);
		const [wrong] = checkRegistration(registration, ctx.today);
		if (wrong) return wrong;
		const code = ctx.number('customerCode');
		if (code === null) return refuse('numbers_exhausted');
		const id = ctx.newId();
		await tx.insert(customer).values({
			...(asColumns(registration) as typeof customer.$inferInsert),
			id,
			branchId,
			code,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id, code });
	}
});
