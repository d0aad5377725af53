import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { z } from 'zod';
import { likenessOf, likenesses, type Likeness } from '#lib/domain/customer/merge.ts';
import { branch } from '#lib/schema/branch.ts';
import { customer, type CustomerStatus } from '#lib/schema/customer.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** A record that may be of the same customer. */
export interface DuplicateFound {
	readonly id: string;
	readonly code: number;
	readonly name: string;
	readonly taxId: string;
	readonly status: CustomerStatus;
	readonly city: string;
	readonly branchName: string | null;
	readonly likenesses: readonly Likeness[];
}

/** More than these share a phone only because somebody typed a number for everybody. */
const most = 50;

const seen = {
	id: customer.id,
	code: customer.code,
	name: customer.name,
	nameFolded: customer.nameFolded,
	taxId: customer.taxId,
	email: customer.email,
	mobile: customer.mobile,
	phone: customer.phone,
	personKind: customer.personKind,
	status: customer.status,
	city: customer.city
};

/**
 * Records that may be of the same customer: of the same kind, with the same CPF/CNPJ, e-mail, phone or name; those that share
 * most first. Each question is one look-up in an index. Merged and anonymised ones are no candidates.
 */
export const customerDuplicates = defineQuery({
	name: 'customer.duplicates',
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }): Promise<readonly DuplicateFound[]> {
		const [one] = await tx.select(seen).from(customer).where(eq(customer.id, id));
		if (!one) return [];
		const phones = [one.mobile, one.phone].filter((number) => number !== null);
		const found = await tx
			.select({ ...seen, branchName: branch.name })
			.from(customer)
			.leftJoin(branch, eq(branch.id, customer.branchId))
			.where(
				and(
					or(
						eq(customer.taxId, one.taxId),
						eq(customer.nameFolded, one.nameFolded!),
						one.email ? eq(customer.email, one.email) : undefined,
						phones.length > 0 ? or(inArray(customer.mobile, phones), inArray(customer.phone, phones)) : undefined
					),
					ne(customer.id, id),
					eq(customer.personKind, one.personKind),
					isNull(customer.mergedIntoId),
					isNull(customer.anonymisedAt)
				)
			)
			.limit(most);
		const weight = (row: DuplicateFound): number =>
			row.likenesses.reduce((sum, likeness) => sum + 2 ** (likenesses.length - likenesses.indexOf(likeness)), 0);
		return found
			.map(({ nameFolded, email, mobile, phone, personKind: _kind, ...row }) => ({
				...row,
				likenesses: likenessOf({ taxId: row.taxId, nameFolded, email, mobile, phone }, one)
			}))
			.sort((a, b) => weight(b) - weight(a) || a.code - b.code);
	},
	// Any registration may come to look like this one; it is asked for on one screen only, and costs a few look-ups.
	dependsOn: () => [{ table: 'customer' }, { table: 'branch' }]
});
