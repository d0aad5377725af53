import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delinquencyArgs } from '#lib/queries/delinquency/filter.ts';
import { everything, fromAddress, sameFilter, toAddress, type FilterState } from './filter-state.ts';

const day = fc.constantFrom(null, '2026-01-31', '2026-11-22');
const ids = fc.uniqueArray(fc.uuid(), { maxLength: 3 });
const anyFilter: fc.Arbitrary<FilterState> = fc.record({
	from: day,
	to: day,
	customerIds: ids,
	billingMethodIds: ids,
	serviceGroupIds: ids,
	exceptCities: fc.uniqueArray(fc.constantFrom('Assis', 'São José & Cia', '', 'a=b'), { maxLength: 3 }),
	active: fc.boolean(),
	inactive: fc.boolean(),
	personKind: fc.constantFrom(null, 'natural' as const, 'legal' as const),
	mode: fc.constantFrom('exclude' as const, 'include' as const)
});

test('an address brings back the filters it was made of, whatever they are', () => {
	fc.assert(
		fc.property(anyFilter, (filter) => {
			const back = fromAddress(new URLSearchParams(toAddress(filter).toString())) ?? everything;
			expect(back).toEqual(filter);
			expect(delinquencyArgs.parse(back)).toEqual(filter);
		})
	);
});
test('what is as at first is left out, so the address of everybody is short', () => {
	expect(toAddress(everything).toString()).toBe('');
	expect(fromAddress(new URLSearchParams())).toBeNull();
	expect(fromAddress(new URLSearchParams('ver=lista'))).toBeNull();
});
test('what cannot be read narrows nothing', () =>
	expect(fromAddress(new URLSearchParams('de=ontem&cliente=1&forma=x&situacao=?&pessoa=y&parc=z'))).toEqual(everything));
test('281: an unticked city stays unticked, all others are ticked', () =>
	expect(fromAddress(new URLSearchParams('sem-cidade=Assis'))?.exceptCities).toEqual(['Assis']));
test('the order of ticks makes no other filter', () => {
	expect(sameFilter({ ...everything, exceptCities: ['a', 'b'] }, { ...everything, exceptCities: ['b', 'a'] })).toBe(true);
	expect(sameFilter(everything, { ...everything, mode: 'include' })).toBe(false);
});
