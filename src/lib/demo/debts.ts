import { dayFromNumber, dayNumber } from '#lib/domain/day/day.ts';
import { ladderOn } from '#lib/domain/delinquency/ladder.ts';
import { suspensionDate, type SuspensionDate } from '#lib/domain/delinquency/suspension.ts';
import type { Billing, DemoSubscription } from './billing.ts';
import { dueOf, isBilled, months } from './calendar.ts';
import { billingMethodOf, billingMethods } from './collection.ts';
import { paymentsOf } from './desk.ts';
import { demoId } from './ids.ts';
import type { Outline } from './outline.ts';
import { chance, int, pick } from './random.ts';
import { staff } from './staff.ts';
import { instantOf, type World } from './world.ts';

/** What was done about somebody's debt: the notice of it, and the suspension of his plans from their lawful day on. */
interface DemoDebt {
	readonly notice: {
		readonly id: string;
		readonly provenOn: number;
		readonly channel: 'letter' | 'email' | 'sms';
		readonly reference: string | null;
		readonly createdMs: number;
		readonly byId: string | null;
	} | null;
	/** Null: nobody has suspended him, though by now somebody might. */
	readonly suspension: {
		readonly on: number;
		readonly createdMs: number;
		readonly byId: string | null;
		readonly date: SuspensionDate;
	} | null;
}

/**
 * Nine in ten of those who owe had a notice a few days after; of those whose lawful day has passed since, three in four are suspended.
 * The others are what Suspender Serviços and the automatic suspension are for.
 */
export function debtOf(world: World, outline: Outline, { unpaidFrom, dueDay, subscriptions }: Billing): DemoDebt {
	if (unpaidFrom === Infinity) return { notice: null, suspension: null };
	const random = world.random('debt', outline.n);
	const finance = staff(world).find(({ role }) => role === 'finance')?.id ?? null;
	const yesterday = world.todayNumber - 1;
	const provenOn = dueOf(world, unpaidFrom, dueDay).last + int(random, 2, 6);
	if (!chance(random, 0.9) || provenOn > yesterday) return { notice: null, suspension: null };
	const channel = pick(random, ['letter', 'email', 'email', 'sms'] as const);
	const createdMs = instantOf(provenOn, 9 + 8 * random());
	const notice = {
		id: demoId(world.seed, 'debt_notice', outline.n, createdMs),
		provenOn,
		channel,
		reference: channel === 'letter' ? `AR ${String(int(random, 100_000_000, 999_999_999))} BR` : null,
		createdMs,
		byId: finance
	};
	const open = months
		.filter((month) => month >= unpaidFrom)
		.map((month) => dueOf(world, month, dueDay))
		.filter((due) => due.issued < world.todayNumber)
		.map((due) => ({
			dueOn: dayFromNumber(due.on),
			cents: subscriptions.reduce((sum, { started, ended, priceCents }) => sum + (isBilled(started, ended, due) ? priceCents : 0), 0)
		}));
	const method = billingMethods[billingMethodOf(outline, paymentsOf(world, outline)[0]?.method)]!;
	const rule = {
		minimumCents: method.suspendMinimumCents,
		daysOverdue: method.suspendDaysOverdue,
		daysBefore: method.suspendDaysBefore,
		fixedDay: method.suspendFixedDay,
		onBusinessDay: true
	};
	const facts = { open, noticeProvenOn: dayFromNumber(provenOn), promises: [], unblockedUntil: null };
	const date = suspensionDate(facts, rule, ladderOn(world.today));
	const on = date.on === null ? Infinity : dayNumber(date.on);
	if (on > yesterday || !chance(random, 0.75)) return { notice, suspension: null };
	return { notice, suspension: { on, createdMs: instantOf(on, 8.5 + random()), byId: finance, date } };
}

export function statusOf(debt: DemoDebt, plan: DemoSubscription): 'active' | 'suspended' | 'cancelled' {
	if (plan.ended !== null) return 'cancelled';
	return debt.suspension !== null && plan.started <= debt.suspension.on ? 'suspended' : 'active';
}
