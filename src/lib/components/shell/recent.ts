import { recall, remember } from '#lib/ui/remembered.ts';

/** A customer this person opened lately on this computer. */
export interface RecentCustomer {
	readonly id: string;
	readonly code: number;
	readonly name: string;
	/** ISO 8601. */
	readonly at: string;
}

const most = 12;

function isList(value: unknown): value is RecentCustomer[] {
	return (
		Array.isArray(value) &&
		value.every((one: unknown) => typeof one === 'object' && one !== null && 'id' in one && 'name' in one && 'code' in one && 'at' in one)
	);
}

/** Newest first. Erased with everything else of this person when they sign out (erase-local.ts). */
export const recentCustomers = (userId: string): readonly RecentCustomer[] => recall(`recent.${userId}`, [], isList);

export function noteRecent(userId: string, customer: RecentCustomer): void {
	remember(`recent.${userId}`, [customer, ...recentCustomers(userId).filter((one) => one.id !== customer.id)].slice(0, most));
}
