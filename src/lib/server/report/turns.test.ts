import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** Somebody who comes, works until told to end, and may go away. */
function comer(turns: Turns, name: string, began: string[]) {
	const stop = new AbortController();
	const work = Promise.withResolvers<void>();
	const over = turns.take(stop.signal, () => {
		began.push(name);
		return work.promise;
	});
	return { leave: () => stop.abort(), end: () => work.resolve(), fail: () => work.reject(new Error(name)), over };
}

test('whose browser has gone while they waited take no place: the next one goes on', async () => {
	const turns = new Turns(2);
	const began: string[] = [];
	const [a, b, c, d, e] = ['A', 'B', 'C', 'D', 'E'].map((name) => comer(turns, name, began)) as [Comer, Comer, Comer, Comer, Comer];
	await expect.poll(() => began).toEqual(['A', 'B']);
	c.leave();
	d.leave();
	await expect(c.over).rejects.toThrow('aborted');
	await expect(d.over).rejects.toThrow('aborted');
	a.end();
	await expect.poll(() => began).toEqual(['A', 'B', 'E']);
	b.end();
	e.end();
	await Promise.all([a.over, b.over, e.over]);
});

test('in the order in which they came, two at a time, also after work that failed', async () => {
	const turns = new Turns(2);
	const began: string[] = [];
	const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((name) => comer(turns, name, began)) as [Comer, Comer, Comer, Comer];
	b.fail();
	await expect(b.over).rejects.toThrow('B');
	await expect.poll(() => began).toEqual(['A', 'B', 'C']);
	a.end();
	await expect.poll(() => began).toEqual(['A', 'B', 'C', 'D']);
	c.end();
	d.end();
	await Promise.all([a.over, c.over, d.over]);
});

test('a place that was given to somebody who goes at that moment goes to the next', async () => {
	const turns = new Turns(1);
	const began: string[] = [];
	const [a, b, c] = ['A', 'B', 'C'].map((name) => comer(turns, name, began)) as [Comer, Comer, Comer];
	a.end();
	// After A has handed over, and before B goes on.
	queueMicrotask(b.leave);
	await expect(b.over).rejects.toThrow('aborted');
	await expect.poll(() => began).toEqual(['A', 'C']);
	c.end();
	await Promise.all([a.over, c.over]);
});

test('who has gone before it asked does not begin', async () => {
	const turns = new Turns(1);
	const gone = AbortSignal.abort();
	await expect(turns.take(gone, () => Promise.reject(new Error('begun')))).rejects.toThrow('aborted');
	const began: string[] = [];
	const a = comer(turns, 'A', began);
	const waits = turns.take(gone, () => Promise.reject(new Error('begun')));
	await expect(waits).rejects.toThrow('aborted');
	a.end();
	await a.over;
});

type Comer = ReturnType<typeof comer>;
