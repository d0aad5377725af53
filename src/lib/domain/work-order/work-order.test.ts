import { expect, test } from 'vitest';
import { statusAfterScheduling, type WorkOrderStatus } from './status.ts';
import { checkWorkOrder, checkWorkOrderLength } from './work-order.ts';

test.each<[WorkOrderStatus, string | null, WorkOrderStatus]>([
	['open', '2026-11-22T12:00:00Z', 'scheduled'],
	['open', null, 'open'],
	['scheduled', null, 'open'],
	['scheduled', '2026-11-22T12:00:00Z', 'scheduled'],
	['in_progress', '2026-11-22T12:00:00Z', 'in_progress'],
	['done', null, 'done']
])('%s with the time %s is %s', (status, scheduledAt, after) => expect(statusAfterScheduling(status, scheduledAt)).toBe(after));

test('an order says what is to be done, within bounds', () => {
	expect(checkWorkOrder({ subject: null, description: null })).toMatchObject({ code: 'field_required', field: 'subject' });
	expect(checkWorkOrder({ subject: 'Troca de ONU', description: null })).toBeNull();
	expect(checkWorkOrder({ subject: 'x', description: 'y'.repeat(10_001) })).toMatchObject({ code: 'field_too_long', field: 'description' });
	expect(checkWorkOrderLength('outcome', 'feito')).toBeNull();
});
