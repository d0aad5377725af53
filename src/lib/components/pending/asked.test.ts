import { describe, expect, it } from 'vitest';
import { asked, customerOf, isReference, withValue } from './asked.ts';

const id = '0199a2b4-0000-7000-8000-000000000001';
const update = { id, changes: { mobile: { from: '44999990000', to: '4499' }, remarks: { from: null, to: 'ligar à tarde' } } };

describe('what was asked', () => {
	it('shows each changed field with what it was', () => {
		expect(asked(update).filter((one) => !isReference(one))).toEqual([
			{ path: ['changes', 'mobile', 'to'], field: 'mobile', value: '4499', before: '44999990000' },
			{ path: ['changes', 'remarks', 'to'], field: 'remarks', value: 'ligar à tarde', before: null }
		]);
	});

	it('corrects one value and leaves the rest, and the original, alone', () => {
		const corrected = withValue(update, ['changes', 'mobile', 'to'], '44999991111');
		expect(corrected).toEqual({ id, changes: { ...update.changes, mobile: { from: '44999990000', to: '44999991111' } } });
		expect(update.changes.mobile.to).toBe('4499');
	});

	it('knows whose record it is about', () => {
		expect(customerOf('customer.update', update)).toBe(id);
		expect(customerOf('observation.create', { customerId: id, text: 'x' })).toBe(id);
		expect(customerOf('branch.save', { id, name: 'x' })).toBeNull();
		expect(customerOf('customer.create', { name: 'x' })).toBeNull();
	});

	it('survives arguments of any shape', () => {
		for (const odd of [null, undefined, 3, 'x', [], { list: [1, 2] }]) expect(asked(odd)).toEqual([]);
	});
});
