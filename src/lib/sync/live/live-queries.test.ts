import { describe, expect, it } from 'vitest';
import type { Dependency } from '../model.ts';
import { LiveQueries } from './live-queries.ts';

/** A tiny product: the answers are whatever the test puts there; runs end when the test lets them. */
function setup() {
	const answers = new Map<string, unknown>();
	const dependencies = new Map<string, readonly Dependency[]>();
	const ran: string[] = [];
	const errors: unknown[] = [];
	let scheduled: (() => void)[] = [];
	let hold: Promise<void> | null = null;
	const live = new LiveQueries({
		run: async (name, args) => {
			ran.push(name);
			if (hold !== null) await hold;
			const answer = answers.get(name) ?? { name, args };
			if (answer instanceof Error) throw answer;
			return structuredClone(answer);
		},
		dependsOn: (name) => dependencies.get(name) ?? [{ table: name }],
		schedule: (run) => {
			scheduled.push(run);
			return () => (scheduled = scheduled.filter((r) => r !== run));
		},
		onError: (e) => errors.push(e)
	});
	/** Lets everything that is not scheduled settle. */
	const settle = async () => {
		for (let i = 0; i < 200; i++) await Promise.resolve();
	};
	return {
		live,
		answers,
		dependencies,
		ran,
		errors,
		settle,
		scheduledCount: () => scheduled.length,
		/** The frame passes. */
		frame: async () => {
			const due = scheduled;
			scheduled = [];
			for (const run of due) run();
			await settle();
		},
		/** Runs started from now on wait until the answer of this is called. */
		holdRuns: () => {
			let release = () => {};
			hold = new Promise((resolve) => {
				release = () => {
					hold = null;
					resolve();
				};
			});
			return release;
		}
	};
}

function listener() {
	const got: unknown[] = [];
	const failed: string[] = [];
	return { got, failed, handlers: { rows: (r: unknown) => void got.push(r), failed: (e: Error) => void failed.push(e.message) } };
}

describe('live queries', () => {
	it('delivers the first result without waiting for a frame', async () => {
		const t = setup();
		const a = listener();
		t.live.subscribe('list', {}, a.handlers);
		await t.settle();
		expect(a.got).toEqual([{ name: 'list', args: {} }]);
		expect(t.scheduledCount()).toBe(0);
	});

	it('wakes none of 30 lists by a write that meets no dependency', async () => {
		const t = setup();
		for (let i = 0; i < 30; i++) {
			t.dependencies.set(`list${i}`, [
				{ table: 'customer', ids: [`c${i}`] },
				{ table: 'observation', where: { column: 'customer_id', equals: `c${i}` } }
			]);
			t.live.subscribe(`list${i}`, {}, listener().handlers);
		}
		await t.settle();
		t.ran.length = 0;
		t.live.touched([
			{ table: 'customer', id: 'c99' },
			{ table: 'observation', id: 'o1', before: null, after: { customer_id: 'c99' } }
		]);
		await t.frame();
		expect(t.ran).toEqual([]);
		expect(t.scheduledCount()).toBe(0);
		t.live.touched([{ table: 'observation', id: 'o1', before: { customer_id: 'c7' }, after: { customer_id: 'c8' } }]);
		await t.frame();
		expect(t.ran.sort()).toEqual(['list7', 'list8']);
	});

	it('shares one run among equal questions, whatever the order of their keys', async () => {
		const t = setup();
		const [a, b] = [listener(), listener()];
		t.live.subscribe('list', { x: 1, y: 2 }, a.handlers);
		t.live.subscribe('list', { y: 2, x: 1 }, b.handlers);
		await t.settle();
		expect(t.ran).toEqual(['list']);
		expect([a.got.length, b.got.length]).toEqual([1, 1]);
		const c = listener();
		t.live.subscribe('list', { x: 1, y: 2 }, c.handlers);
		await t.settle();
		expect([t.ran.length, c.got.length]).toEqual([1, 1]);
	});

	it('refreshes once for many touches of one frame', async () => {
		const t = setup();
		t.live.subscribe('list', {}, listener().handlers);
		await t.settle();
		for (let i = 0; i < 100; i++) t.live.touched([{ table: 'list', id: String(i) }]);
		await t.frame();
		expect(t.ran.length).toBe(2);
	});

	it('keeps an unchanged result to itself', async () => {
		const t = setup();
		const a = listener();
		t.live.subscribe('list', {}, a.handlers);
		await t.settle();
		t.live.touched([{ table: 'list', id: '1' }]);
		await t.frame();
		expect([t.ran.length, a.got.length, t.live.stats().unchanged]).toEqual([2, 1, 1]);
		t.answers.set('list', ['new']);
		t.live.touched([{ table: 'list', all: true }]);
		await t.frame();
		expect(a.got.at(-1)).toEqual(['new']);
	});

	it('runs once more when touched while running', async () => {
		const t = setup();
		const a = listener();
		t.live.subscribe('list', {}, a.handlers);
		await t.settle();
		const release = t.holdRuns();
		t.live.touched([{ table: 'list', id: '1' }]);
		await t.frame();
		expect(t.ran.length).toBe(2);
		t.live.touched([{ table: 'list', id: '2' }]);
		t.live.touched([{ table: 'list', id: '3' }]);
		release();
		await t.settle();
		t.answers.set('list', ['after']);
		await t.frame();
		expect(t.ran.length).toBe(3);
		expect(a.got.at(-1)).toEqual(['after']);
	});

	it('runs again when a touch during the first run meets what only that run found out to depend on', async () => {
		const t = setup();
		t.dependencies.set('list', [{ table: 'customer', ids: ['c1'] }]);
		const release = t.holdRuns();
		t.live.subscribe('list', {}, listener().handlers);
		await t.settle();
		t.live.touched([{ table: 'customer', id: 'c2' }]);
		t.live.touched([{ table: 'customer', id: 'c1' }]);
		release();
		await t.settle();
		await t.frame();
		expect(t.ran.length).toBe(2);
		await t.frame();
		expect(t.ran.length).toBe(2);
	});

	it('tells a failure, stays subscribed and delivers again when it heals', async () => {
		const t = setup();
		const a = listener();
		t.live.subscribe('list', {}, a.handlers);
		await t.settle();
		t.answers.set('list', new Error('broken'));
		t.live.touched([{ table: 'list', id: '1' }]);
		await t.frame();
		expect(a.failed).toEqual(['broken']);
		expect(t.errors.length).toBe(1);
		t.answers.delete('list');
		t.live.touched([{ table: 'elsewhere', id: '1' }]);
		await t.frame();
		expect(a.got.length).toBe(2);
		t.ran.length = 0;
		t.live.touched([{ table: 'elsewhere', id: '1' }]);
		await t.frame();
		expect(t.ran).toEqual([]);
	});

	it('asks again for a new subscriber of a question that failed', async () => {
		const t = setup();
		t.answers.set('list', new Error('broken'));
		const [a, b] = [listener(), listener()];
		t.live.subscribe('list', {}, a.handlers);
		await t.settle();
		t.answers.delete('list');
		t.live.subscribe('list', {}, b.handlers);
		await t.settle();
		expect([a.got.length, b.got.length, a.failed.length, b.failed.length]).toEqual([1, 1, 1, 0]);
	});

	it('goes on serving the others when a subscriber throws', async () => {
		const t = setup();
		const b = listener();
		t.live.subscribe(
			'list',
			{},
			{
				rows: () => {
					throw new Error('screen');
				},
				failed: () => {}
			}
		);
		t.live.subscribe('list', {}, b.handlers);
		await t.settle();
		expect(b.got.length).toBe(1);
		expect(t.errors.length).toBe(1);
	});

	it('refreshes the visible first', async () => {
		const t = setup();
		for (const name of ['a', 'b', 'c']) {
			t.dependencies.set(name, [{ table: 'customer' }]);
			t.live.subscribe(name, {}, listener().handlers, `tab-${name}`);
		}
		await t.settle();
		t.ran.length = 0;
		t.live.setVisible('tab-a', false);
		t.live.setVisible('tab-b', false);
		t.live.touched([{ table: 'customer', id: '1' }]);
		await t.frame();
		expect(t.ran).toEqual(['c', 'a', 'b']);
	});

	it('finishes a round of refreshes although writes go on', async () => {
		const t = setup();
		for (let i = 0; i < 10; i++) t.live.subscribe(`l${i}`, {}, listener().handlers);
		t.dependencies.set('any', [{ table: 'l0' }]);
		await t.settle();
		t.ran.length = 0;
		t.live.touched([...Array(10).keys()].map((i) => ({ table: `l${i}`, id: '1' })));
		const release = t.holdRuns();
		const framed = t.frame();
		await framed;
		t.live.touched([{ table: 'l0', id: '2' }]);
		release();
		await t.settle();
		// The frame of the second write has not passed yet, and all of the first round is done.
		expect(new Set(t.ran).size).toBe(10);
		expect(t.scheduledCount()).toBe(1);
	});

	it('delivers nothing and runs nothing after the last unsubscribe', async () => {
		const t = setup();
		const a = listener();
		const stop = t.live.subscribe('list', {}, a.handlers);
		stop();
		await t.settle();
		expect([t.ran.length, a.got.length]).toEqual([0, 0]);
		const release = t.holdRuns();
		const stopSecond = t.live.subscribe('list', {}, a.handlers);
		await t.settle();
		stopSecond();
		release();
		await t.settle();
		t.live.touched([{ table: 'list', id: '1' }]);
		await t.frame();
		expect([t.ran.length, a.got.length, t.live.stats().queries]).toEqual([1, 0, 0]);
	});

	it('asks everything again on refreshAll, also what was running', async () => {
		const t = setup();
		t.live.subscribe('a', {}, listener().handlers);
		t.live.subscribe('b', {}, listener().handlers);
		await t.settle();
		const release = t.holdRuns();
		t.live.touched([{ table: 'a', id: '1' }]);
		await t.frame();
		t.live.refreshAll();
		release();
		await t.settle();
		await t.frame();
		expect(t.ran.filter((n) => n === 'a').length).toBe(3);
		expect(t.ran.filter((n) => n === 'b').length).toBe(2);
	});

	it('wants images only of tables whose rows some query tests', async () => {
		const t = setup();
		t.dependencies.set('q', [
			{ table: 'a' },
			{ table: 'b', ids: ['1'] },
			{ table: 'c', where: { column: 'x', equals: '1' } },
			{ table: 'd', rows: (r) => r.x === 1 }
		]);
		const stop = t.live.subscribe('q', {}, listener().handlers);
		await t.settle();
		expect(['a', 'b', 'c', 'd'].map((table) => t.live.wantsImages(table))).toEqual([false, false, true, true]);
		stop();
		expect(t.live.wantsImages('c')).toBe(false);
	});
});
