import { describe, expect, it } from 'vitest';
import { ReplicaClosed, Tasks, type Urgency } from './tasks.ts';

describe('tasks', () => {
	it('people first, then deltas, refreshes, idle work; equals in the order they came', async () => {
		const tasks = new Tasks();
		const ran: string[] = [];
		let open: () => void = () => undefined;
		const first = tasks.run('idle', () => new Promise<void>((done) => (open = done)));
		const asked: [Urgency, string][] = [
			['idle', 'i1'],
			['refresh', 'r1'],
			['delta', 'd1'],
			['person', 'p1'],
			['delta', 'd2'],
			['person', 'p2'],
			['refresh', 'r2']
		];
		const all = asked.map(([urgency, name]) => tasks.run(urgency, async () => void ran.push(name)));
		open();
		await Promise.all([first, ...all]);
		expect(ran).toEqual(['p1', 'p2', 'd1', 'd2', 'r1', 'r2', 'i1']);
	});

	it('somebody who asks without a pause does not stop deltas and idle work for ever', async () => {
		const tasks = new Tasks();
		let asking = true;
		let asked = 0;
		const person = (async () => {
			// No pause at all between answer and next question; the sum is some work.
			for (; asking && asked < 5_000_000; asked++)
				await tasks.run('person', async () => Array.from({ length: 200 }, (_, i) => i).reduce((a, b) => a + b));
		})();
		await tasks.run('delta', async () => undefined);
		await tasks.run('idle', async () => undefined);
		asking = false;
		await person;
		expect(asked).toBeLessThan(5_000_000);
	});

	it('one at a time; one that fails does not hold up the next', async () => {
		const tasks = new Tasks();
		let at = 0;
		const work = async () => {
			expect(++at).toBe(1);
			await new Promise((done) => setTimeout(done, 1));
			at--;
		};
		const failed = tasks.run('person', async () => {
			await work();
			throw new Error('no');
		});
		await Promise.all([expect(failed).rejects.toThrow('no'), tasks.run('person', work), tasks.run('idle', work)]);
	});

	it('while a task waits for a disk, refreshes go on and nothing else does', async () => {
		const tasks = new Tasks();
		const done: string[] = [];
		let saved = (): void => undefined;
		const writing = tasks.run('person', async () => {
			await tasks.meanwhile(new Promise<void>((resolve) => (saved = resolve)));
			done.push('written');
		});
		const delta = tasks.run('delta', async () => void done.push('delta'));
		await tasks.run('refresh', async () => void done.push('refresh'));
		await tasks.run('refresh', async () => void done.push('refresh again'));
		saved();
		await Promise.all([writing, delta]);
		expect(done).toEqual(['refresh', 'refresh again', 'written', 'delta']);
		await expect(tasks.run('person', () => tasks.meanwhile(Promise.reject(new Error('full'))))).rejects.toThrow('full');
	});

	it('closing waits for the one under way and rejects the others', async () => {
		const tasks = new Tasks();
		let ended = false;
		const running = tasks.run('person', async () => {
			await new Promise((done) => setTimeout(done, 5));
			ended = true;
		});
		const waiting = tasks.run('person', async () => undefined);
		waiting.catch(() => undefined);
		await tasks.close();
		expect(ended).toBe(true);
		await running;
		await expect(waiting).rejects.toThrow(ReplicaClosed);
		await expect(tasks.run('person', async () => undefined)).rejects.toThrow(ReplicaClosed);
	});
});
