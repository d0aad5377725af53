import { describe, expect, test } from 'vitest';
import {
	checkObservation,
	nextObservationVersion,
	normaliseObservationText,
	observationsToRead,
	observationTextLimit,
	observationTitle
} from './observation.ts';

const observation = (id: string, mustRead: boolean, createdAt: string) => ({ id, mustRead, createdAt });

describe('mandatory reading', () => {
	const all = [
		observation('a', true, '2026-11-01T10:00:00-03:00'),
		observation('b', false, '2026-11-02T10:00:00-03:00'),
		observation('c', true, '2026-11-03T10:00:00+00:00')
	];
	test('(139) every observation with "Sim" must be read, newest first', () =>
		expect(observationsToRead(all).map((o) => o.id)).toEqual(['c', 'a']));
	test('(140) with "Não" nothing is forced', () => expect(observationsToRead(all.map((o) => ({ ...o, mustRead: false })))).toEqual([]));
	test('(149) setting it to "Não" is what stops the forcing; a reading does not', () => {
		expect(observationsToRead(all.map((o) => ({ ...o, readings: 3 }))).length).toBe(2);
		expect(observationsToRead(all.map((o) => (o.id === 'c' ? { ...o, mustRead: false } : o))).map((o) => o.id)).toEqual(['a']);
	});
	test('order goes by the instant, not by how it is written', () => {
		const mixed = [observation('a', true, '2026-11-03T08:00:00-03:00'), observation('b', true, '2026-11-03T10:30:00+00:00')];
		expect(observationsToRead(mixed).map((o) => o.id)).toEqual(['a', 'b']);
	});
});

describe('what is written', () => {
	test('type and text are mandatory', () => {
		expect(
			checkObservation({ observationTypeId: null, text: normaliseObservationText(' \n '), mustRead: true }).map((r) => [r.field, r.code])
		).toEqual([
			['observationTypeId', 'field_required'],
			['text', 'field_required']
		]);
		expect(checkObservation({ observationTypeId: 'x', text: 'Ligar antes', mustRead: false })).toEqual([]);
	});
	test('the text has a limit, counted in characters', () => {
		expect(checkObservation({ observationTypeId: 'x', text: '😀'.repeat(observationTextLimit), mustRead: false })).toEqual([]);
		expect(checkObservation({ observationTypeId: 'x', text: 'a'.repeat(observationTextLimit + 1), mustRead: false })[0]?.code).toBe(
			'field_too_long'
		);
	});
	test('the title is the first line that says something', () => {
		expect(observationTitle('\n  Portão azul \nTocar duas vezes')).toBe('Portão azul');
		expect(observationTitle('')).toBe('');
	});
	test('the version rises with the wording only', () => {
		expect(nextObservationVersion({ version: 2, text: 'a' }, 'b')).toBe(3);
		expect(nextObservationVersion({ version: 2, text: 'a' }, 'a')).toBe(2);
	});
});
