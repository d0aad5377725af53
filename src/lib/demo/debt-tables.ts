import { dayFromNumber } from '#lib/domain/day/day.ts';
import { debtsBefore } from '#lib/domain/suspension/debts-before.ts';
import { billingOf } from './billing.ts';
import { debtOf, statusOf } from './debts.ts';
import { demoId } from './ids.ts';
import { subscriptionOf } from './items.ts';
import { branchId } from './staff.ts';
import { authorship, outlines, written, type DemoTable } from './table.ts';
import { instantText } from './world.ts';

/** Seconds from the request of a suspension until logins are refused, and until accounting has shown that the session ended. */
const [inForceMs, verifiedMs] = [1000, 4000];

/** What was done about debts: a suspended plan can be restored because it says what it was suspended for. */
export const debtTables: readonly DemoTable[] = [
	{
		name: 'debt_notice',
		columns: ['id', 'branch_id', 'customer_id', 'proven_on', 'channel', 'reference', ...authorship],
		*rows(world) {
			for (const outline of outlines(world)) {
				const { notice } = debtOf(world, outline, billingOf(world, outline));
				if (notice)
					yield [
						notice.id,
						branchId(world, outline.branch),
						outline.id,
						dayFromNumber(notice.provenOn),
						notice.channel,
						notice.reference,
						...written(notice.createdMs, notice.byId)
					];
			}
		}
	},
	{
		name: 'suspension',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'subscription_id',
			'kind',
			'status',
			'from_on',
			'debts_before',
			'lawful_on',
			'reasons',
			'notice_id',
			'requested_by',
			'in_force_at',
			...authorship
		],
		*rows(world) {
			for (const outline of outlines(world)) {
				const billing = billingOf(world, outline);
				const debt = debtOf(world, outline, billing);
				if (!debt.suspension) continue;
				const { on, createdMs, byId, date } = debt.suspension;
				for (const [k, plan] of billing.subscriptions.entries()) {
					if (statusOf(debt, plan) !== 'suspended') continue;
					yield [
						demoId(world.seed, 'suspension', outline.n * 4 + k, createdMs),
						branchId(world, outline.branch),
						outline.id,
						subscriptionOf(world, outline, k, plan).id,
						'debt',
						'verified',
						dayFromNumber(on),
						debtsBefore(dayFromNumber(on)),
						date.on,
						JSON.stringify(date.reasons),
						debt.notice?.id ?? null,
						byId,
						instantText(createdMs + inForceMs),
						instantText(createdMs),
						byId,
						instantText(createdMs + verifiedMs),
						byId
					];
				}
			}
		}
	}
];
