import { describe, expect, test } from 'vitest';
import { roles } from './permissions.ts';
import { ticketStatuses, ticketTransitions } from './ticket/status.ts';
import { checkTransition, stepsFrom, type Transition } from './transition.ts';
import { workOrderStatuses, workOrderTransitions } from './work-order/status.ts';

const tables = [
	['ticket', ticketStatuses, ticketTransitions],
	['work order', workOrderStatuses, workOrderTransitions]
] as unknown as readonly (readonly [string, readonly string[], readonly Transition<string>[]])[];

describe.each(tables)('%s', (_noun, statuses, table) => {
	const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));
	const inTable = (from: string, to: string) => table.some((one) => one.from === from && one.to === to);

	test.each(pairs.filter(([from, to]) => !inTable(from, to)))('%s → %s is not in the table and refused to everybody', (from, to) => {
		for (const role of roles)
			expect(checkTransition(table, from, to, role, 'porque sim')).toEqual({
				ok: false,
				code: 'transition_refused',
				field: 'to',
				detail: { from, to }
			});
	});

	test.each(table.map((one) => [one.from, one.to, one] as const))(
		'%s → %s is allowed to some, and with words where it needs them',
		(from, to, one) => {
			expect(checkTransition(table, from, to, 'administrator', 'feito')).toBeNull();
			expect(checkTransition(table, from, to, 'visitor', 'feito')).toMatchObject({ code: 'permission_denied', detail: { verb: one.verb } });
			const mute = checkTransition(table, from, to, 'administrator', null);
			if (one.needsText) expect(mute).toMatchObject({ code: 'field_required', field: 'text' });
			else expect(mute).toBeNull();
		}
	);

	test('no step is there twice, none leads to where it begins, and there is a way out of every state', () => {
		expect(new Set(table.map((one) => `${one.from}→${one.to}`)).size).toBe(table.length);
		expect(table.filter((one) => one.from === one.to)).toEqual([]);
		for (const status of statuses) expect(stepsFrom(table, status).length, status).toBeGreaterThan(0);
	});
});
