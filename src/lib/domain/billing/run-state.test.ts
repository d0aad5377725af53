import { describe, expect, test } from 'vitest';
import {
	checkRunRequest,
	competenceShown,
	isAtWork,
	mayRetryRun,
	mayStopRun,
	mayUndoRun,
	type RunFactsKnown,
	type RunState
} from './run-state.ts';

const run = (status: RunState, more: Partial<RunFactsKnown> = {}): RunFactsKnown => ({
	status,
	invoices: 5,
	failed: 0,
	withoutBoleto: 0,
	error: null,
	...more
});
const states: readonly RunState[] = ['waiting', 'running', 'done', 'stopped', 'failed', 'undoing', 'undone'];
const which = (may: (one: RunFactsKnown) => boolean, more: Partial<RunFactsKnown> = {}): RunState[] =>
	states.filter((status) => may(run(status, more)));

describe('verbs of a run', () => {
	test('at work, it can be stopped and nothing else; an undo comes to its end', () => {
		expect(states.filter(isAtWork)).toEqual(['waiting', 'running', 'undoing']);
		expect(which(mayStopRun)).toEqual(['waiting', 'running']);
	});
	test('tried again: what was stopped or failed, and what is done with problems', () => {
		expect(which(mayRetryRun)).toEqual(['stopped', 'failed']);
		expect(which(mayRetryRun, { failed: 1 })).toEqual(['done', 'stopped', 'failed']);
		expect(which(mayRetryRun, { withoutBoleto: 1 })).toEqual(['done', 'stopped', 'failed']);
	});
	test('undone: what has ended and made something', () => {
		expect(which(mayUndoRun)).toEqual(['done', 'stopped', 'failed']);
		expect(which(mayUndoRun, { invoices: 0 })).toEqual([]);
	});
	test('an undo that did not come to its end can be asked for again, and the run cannot go on', () => {
		expect(which(mayRetryRun, { error: 'undo_gave_up' })).toEqual([]);
		expect(which(mayUndoRun, { error: 'undo_gave_up' })).toEqual(['done', 'stopped', 'failed']);
	});
});

describe('what may be asked for', () => {
	const ask = (more: object) =>
		checkRunRequest({ competence: '2026-11', dueIn: '2026-12', dueDay: 10, ...more }, '2026-11-22')?.field ?? null;
	test('a month up to the next, due in it or one of the two after it, on a day that exists', () => {
		expect(ask({})).toBeNull();
		expect(ask({ competence: '2026-12' })).toBeNull();
		expect(ask({ competence: '2027-01', dueIn: '2027-01' })).toBe('competence');
		expect(ask({ competence: '2026-13' })).toBe('competence');
		expect(ask({ competence: 'x' })).toBe('competence');
		expect(ask({ dueIn: '2026-10' })).toBe('dueIn');
		expect(ask({ dueIn: '2027-02' })).toBe('dueIn');
		expect(ask({ dueDay: 0 })).toBe('dueDay');
		expect(ask({ dueDay: 32 })).toBe('dueDay');
		expect(ask({ dueDay: 31 })).toBeNull();
	});
	test('a month as people write it', () => expect(competenceShown('2026-11')).toBe('11/2026'));
});
