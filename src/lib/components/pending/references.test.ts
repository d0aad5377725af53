import { expect, test } from 'vitest';
import { z } from 'zod';
import { mutators } from '#lib/mutators/index.ts';
import { queries } from '#lib/queries/index.ts';
import { verbName } from './labels.ts';
import { hiddenReferences, referenceChoices, referenceLists, referenceNames } from './references.ts';

/** Names of all arguments of a mutator that hold a uuid, however deep. */
function uuidFields(schema: unknown, field = ''): readonly string[] {
	if (typeof schema !== 'object' || schema === null) return [];
	if (Array.isArray(schema)) return schema.flatMap((one) => uuidFields(one, field));
	const { format, properties, ...rest } = schema as { format?: string; properties?: Record<string, unknown> };
	return [
		...(format === 'uuid' ? [field] : []),
		...Object.entries(properties ?? {}).flatMap(([name, one]) => uuidFields(one, name === 'from' || name === 'to' ? field : name)),
		...Object.values(rest).flatMap((one) => uuidFields(one, field))
	];
}

test('every reference that a mutator takes has a list with its name, or is named another way', () => {
	for (const mutator of mutators.values()) {
		const schema = z.toJSONSchema(mutator.args as z.ZodType, { unrepresentable: 'any', io: 'input' });
		for (const field of uuidFields(schema))
			expect([...Object.keys(referenceLists), ...hiddenReferences], `${mutator.name}: ${field}`).toContain(field);
	}
	for (const query of Object.values(referenceLists)) expect(queries.has(query), query).toBe(true);
});

test('every mutator has a name for people', () => {
	for (const mutator of mutators.values()) expect(verbName(mutator.name), mutator.name).not.toBe(mutator.name);
});

test('names of all lists; choices of active rows, and of the one that was asked', () => {
	const lists = {
		'team.list': [
			{ id: 't1', name: 'Campo', active: true },
			{ id: 't2', name: 'Antiga', active: false }
		],
		'user.list': [{ id: 'u1', name: 'Ana', active: true }]
	};
	expect(referenceNames(lists)).toEqual({ t1: 'Campo', t2: 'Antiga', u1: 'Ana' });
	expect(referenceChoices(lists, new Set())).toMatchObject({
		teamId: [{ value: 't1', label: 'Campo' }],
		assigneeId: [{ value: 'u1', label: 'Ana' }],
		technicianId: [{ value: 'u1', label: 'Ana' }],
		branchId: []
	});
	expect(referenceChoices(lists, new Set(['t2'])).teamId).toHaveLength(2);
});
