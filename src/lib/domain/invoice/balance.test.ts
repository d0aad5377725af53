import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balance, daysLate, invoiceStatus, openCents, type InvoiceFacts } from './balance.ts';

const invoice = (dueOn: string, amountCents = 10_000, more: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
	dueOn,
	amountCents,
	paidCents: null,
	paidAt: null,
	cancelledAt: null,
	replacedById: null,
	...more
});

describe('days late', () => {
	test('due on a Saturday can be paid on Monday without fee', () => {
		expect(daysLate('2026-11-07', '2026-11-09')).toBe(0);
		expect(daysLate('2026-11-07', '2026-11-10')).toBe(1);
	});
	test('due on Carnival Monday can be paid on Ash Wednesday', () => {
		expect(daysLate('2026-02-16', '2026-02-18')).toBe(0);
		expect(daysLate('2026-02-16', '2026-02-20')).toBe(2);
	});
	test('not due, due today, due yesterday', () =>
		expect(['2026-11-26', '2026-11-25', '2026-11-24'].map((d) => daysLate(d, '2026-11-25'))).toEqual([0, 0, 1]));
});

describe('open', () => {
	test('partial payments leave the rest, overpayments nothing', () => {
		expect(openCents(invoice('2026-11-10', 10_000, { paidCents: 4_000, paidAt: '2026-11-09T10:00:00-03:00' }))).toBe(6_000);
		expect(openCents(invoice('2026-11-10', 10_000, { paidCents: 14_000, paidAt: '2026-11-09T10:00:00-03:00' }))).toBe(0);
		expect(openCents(invoice('2026-11-10', 10_000, { paidAt: '2026-11-09T10:00:00-03:00' }))).toBe(0);
		expect(openCents(invoice('2026-11-10', 10_000, { cancelledAt: '2026-11-09T10:00:00-03:00' }))).toBe(0);
	});
	test('status', () => {
		expect(invoiceStatus(invoice('2026-11-10'), '2026-11-10')).toBe('open');
		expect(invoiceStatus(invoice('2026-11-10'), '2026-11-11')).toBe('overdue');
		expect(invoiceStatus(invoice('2026-11-10', 10, { paidCents: 10, paidAt: 'x' }), '2026-12-11')).toBe('paid');
		expect(invoiceStatus(invoice('2026-11-10', 10, { cancelledAt: 'x' }), '2026-12-11')).toBe('cancelled');
		const replaced = invoice('2026-11-10', 10, { replacedById: 'agreement' });
		expect([invoiceStatus(replaced, '2026-12-11'), openCents(replaced), balance([replaced], '2026-12-11').openCents]).toEqual([
			'replaced',
			0,
			0
		]);
	});
});

test('the balance tells what is open, what is overdue and since when', () => {
	const account = [
		invoice('2026-12-10'),
		invoice('2026-10-09', 5_000),
		invoice('2026-09-10', 7_000, { cancelledAt: 'x' }),
		invoice('2026-11-10', 2_000)
	];
	expect(balance(account, '2026-11-21')).toEqual({
		openCents: 17_000,
		overdueCents: 7_000,
		overdueCount: 2,
		oldestOverdueOn: '2026-10-09',
		daysLate: 43
	});
	expect(balance([], '2026-11-21')).toEqual({ openCents: 0, overdueCents: 0, overdueCount: 0, oldestOverdueOn: null, daysLate: 0 });
});

test('overdue is never more than open, and counts exactly the invoices that are overdue', () => {
	const any = fc.record({
		dueOn: fc.constantFrom('2026-09-10', '2026-10-10', '2026-11-20', '2026-11-21', '2026-12-10'),
		amountCents: fc.nat(100_000),
		paidCents: fc.option(fc.nat(120_000)),
		paidAt: fc.constant(null),
		cancelledAt: fc.option(fc.constant('x')),
		replacedById: fc.option(fc.constant('y'))
	});
	fc.assert(
		fc.property(fc.array(any), (account) => {
			const b = balance(account, '2026-11-21');
			expect(b.overdueCents).toBeLessThanOrEqual(b.openCents);
			expect(b.overdueCount).toBe(account.filter((i) => invoiceStatus(i, '2026-11-21') === 'overdue').length);
			expect(b.oldestOverdueOn === null).toBe(b.overdueCount === 0);
		})
	);
});
