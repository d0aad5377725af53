import { describe, expect, test } from 'vitest';
import { differingFields, likenessOf, mergedRemarks, mergeFields, takenByDefault, whyNotMerge } from './merge.ts';

const one = { id: 'a', personKind: 'natural', mergedIntoId: null, anonymisedAt: null } as const;

test('two records of one person can become one; a company, a merged or a forgotten one cannot', () => {
	expect(whyNotMerge(one, { ...one, id: 'b' })).toBeNull();
	expect(whyNotMerge(one, one)).toMatchObject({ code: 'merge_same_record' });
	expect(whyNotMerge(one, { ...one, id: 'b', personKind: 'legal' })).toMatchObject({ code: 'merge_kinds_differ' });
	expect(whyNotMerge(one, { ...one, id: 'b', mergedIntoId: 'c' })).toMatchObject({ code: 'merge_already_merged' });
	expect(whyNotMerge({ ...one, mergedIntoId: 'c' }, { ...one, id: 'b' })).toMatchObject({ code: 'merge_already_merged' });
	expect(whyNotMerge(one, { ...one, id: 'b', anonymisedAt: '2026-01-01' })).toMatchObject({ code: 'merge_anonymised' });
});

describe('which value is right', () => {
	const kept = { name: 'Ana', email: 'a@x', phone: null, reference: '', status: 'active', remarks: 'x' };
	const duplicate = { name: 'Ana', email: 'b@x', phone: '1932510000', reference: 'Bar', status: 'inactive', remarks: 'y' };

	test('is asked where they differ, in the order of the registration, and never of what the merge decides', () => {
		expect(differingFields(kept, duplicate)).toEqual(mergeFields.filter((field) => ['phone', 'email', 'reference'].includes(field)));
		expect(mergeFields).not.toContain('status');
		expect(mergeFields).not.toContain('registeredOn');
	});
	test('is the duplicate’s where the other has none, until somebody decides', () => {
		expect([...takenByDefault(kept, duplicate)].sort()).toEqual(['phone', 'reference']);
	});
	test('two empty fields do not differ, whatever emptiness is written as', () => {
		expect(differingFields({ phone: null }, { phone: '' })).toEqual([]);
		expect(differingFields({ phone: '' }, {})).toEqual([]);
	});
});

test('remarks of both stay, and nothing is said twice', () => {
	expect(mergedRemarks('Cão', 'Portão')).toBe('Cão\n\nPortão');
	expect(mergedRemarks(null, 'Portão')).toBe('Portão');
	expect(mergedRemarks('Cão', null)).toBe('Cão');
	expect(mergedRemarks('Cão bravo', 'Cão')).toBe('Cão bravo');
	expect(mergedRemarks('Cão', 'Cão bravo')).toBe('Cão bravo');
	expect(mergedRemarks(null, null)).toBeNull();
});

test('what two records share: phones across both fields, e-mail in any case, never two empty ones', () => {
	const nobody = { taxId: '', email: null, mobile: null, phone: null, nameFolded: null };
	expect(likenessOf(nobody, nobody)).toEqual([]);
	expect(likenessOf({ ...nobody, mobile: '19987650001' }, { ...nobody, phone: '19987650001' })).toEqual(['mobile']);
	expect(likenessOf({ ...nobody, email: 'A@x.br' }, { ...nobody, email: 'a@X.br' })).toEqual(['email']);
	expect(likenessOf({ ...nobody, taxId: '1', nameFolded: 'ana' }, { ...nobody, taxId: '1', nameFolded: 'ana' })).toEqual(['taxId', 'name']);
});
