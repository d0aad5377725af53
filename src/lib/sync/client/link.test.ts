import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { backOffMs, transitions, type LinkEvent, type LinkState } from './link.ts';

const states = Object.keys(transitions) as LinkState[];
const events = Object.keys(transitions.idle) as LinkEvent[];
const walk = (...path: LinkEvent[]): LinkState => path.reduce((state, event) => transitions[state][event], 'idle' as LinkState);

describe('link', () => {
	it('goes up, comes down and comes back', () => {
		expect(walk('start')).toBe('connecting');
		expect(walk('start', 'opened', 'welcomed')).toBe('joined');
		for (const loss of ['closed', 'silent'] as const) {
			expect(walk('start', loss)).toBe('waiting');
			expect(walk('start', 'opened', loss)).toBe('waiting');
			expect(walk('start', 'opened', 'welcomed', loss, 'retry')).toBe('connecting');
		}
	});

	it('stays stopped until somebody starts it again', () => {
		for (const state of states) expect(transitions[state].stop).toBe('stopped');
		for (const event of events) expect(transitions.stopped[event]).toBe(event === 'start' ? 'connecting' : 'stopped');
	});

	it('is joined only by a welcome on an opened socket, whatever happened before', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...events)), (path) => {
				let state: LinkState = 'idle';
				for (const event of path) {
					const next: LinkState = transitions[state][event];
					if (next === 'joined' && state !== 'joined') expect([state, event]).toEqual(['greeting', 'welcomed']);
					if (next === 'greeting' && state !== 'greeting') expect([state, event]).toEqual(['connecting', 'opened']);
					state = next;
				}
			})
		);
	});

	it('waits longer each time, up to 15 s, never all at the same moment', () => {
		fc.assert(
			fc.property(fc.nat(1000), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, random) => {
				const ms = backOffMs(attempt, random);
				expect(ms).toBeGreaterThanOrEqual(backOffMs(attempt, 0));
				expect(ms).toBeLessThanOrEqual(15_000);
				expect(backOffMs(attempt + 1, random)).toBeGreaterThanOrEqual(ms);
			})
		);
		expect([0, 1, 2, 5].map((n) => backOffMs(n, 0))).toEqual([250, 500, 1000, 7500]);
	});
});
