import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReplicaStatus } from '../contract.ts';
import { newDisk, readyStatus, TestBrowser, testCore, type TestCore, type TestDisk, type TestTab } from './browser.testing.ts';

/** A browser whose cores are all on one disk. `cores`: in the order in which they were opened. */
function browser(answers: Parameters<typeof testCore>[1] = {}, disk: TestDisk = newDisk()) {
	const cores: TestCore[] = [];
	const b = new TestBrowser(async () => {
		const core = testCore(disk, answers);
		cores.push(core);
		return core;
	});
	return { b, cores, disk };
}

/** A killed worker's core takes no part in the count of open ones any more. */
function kill(tab: TestTab, disk: TestDisk) {
	tab.kill();
	disk.openCores -= 1;
}

const tabs: TestTab[] = [];
afterEach(() => {
	for (const tab of tabs.splice(0)) tab.kill();
});
const opened = (tab: TestTab) => (tabs.push(tab), tab);
/** Everything that was on its way between tabs has arrived, and what follows from it. */
const allSaid = async () => {
	for (let turns = 20; turns > 0; turns--) await new Promise((resolve) => setTimeout(resolve, 0));
};
const until = (check: () => unknown) => vi.waitFor(() => expect(check(), check.toString()).toBeTruthy(), { timeout: 2_000, interval: 2 });

describe('tabs and the engine', () => {
	it('answers a question that was asked before the engine was open', async () => {
		const { b } = browser();
		const { replica } = opened(b.tab());
		expect(replica.status.load.phase).toBe('opening');
		expect(await replica.ask('q', { a: 1 })).toEqual({ name: 'q', args: { a: 1 } });
		expect(replica.status.load.phase).toBe('ready');
	});

	it('opens one engine for many tabs, and each tab gets its own answers', async () => {
		const { b, disk } = browser();
		const all = [...Array(5).keys()].map(() => opened(b.tab()));
		const answers = await Promise.all(all.map((t, i) => t.replica.ask('q', i)));
		expect(answers).toEqual([0, 1, 2, 3, 4].map((args) => ({ name: 'q', args })));
		expect(disk.maxOpenCores).toBe(1);
	});

	it('another tab takes over when the leader tab is closed, and re-asks what was under way', async () => {
		let hang = true;
		const { b, disk, cores } = browser({ ask: (name) => (hang ? new Promise(() => {}) : name) });
		const first = opened(b.tab());
		await until(() => cores.length === 1);
		const second = opened(b.tab());
		const answer = second.replica.ask('slow', null);
		await until(() => second.replica.status.load.phase === 'ready');
		hang = false;
		kill(first, disk);
		expect(await answer).toBe('slow');
		expect([cores.length, disk.maxOpenCores]).toEqual([2, 1]);
	});

	it('runs a mutation once when the leader dies between keeping it and saying so', async () => {
		let stuck = true;
		const { b, disk, cores } = browser({ onMutate: () => (stuck ? new Promise(() => {}) : undefined) });
		const first = opened(b.tab());
		await until(() => cores.length === 1);
		const second = opened(b.tab());
		const result = second.replica.mutate('verb', {});
		await until(() => disk.mutations.length === 1);
		stuck = false;
		kill(first, disk);
		expect(await result).toMatchObject({ ok: true });
		expect(disk.mutations.length).toBe(1);
	});

	it('keeps live queries over a change of leader', async () => {
		const { b, disk, cores } = browser();
		const first = opened(b.tab());
		await until(() => cores.length === 1);
		const second = opened(b.tab());
		const got: { mutations: number }[] = [];
		second.replica.live('list', {}, { rows: (r) => got.push(r as { mutations: number }), failed: () => {} });
		await until(() => got.length === 1);
		kill(first, disk);
		await until(() => cores.length === 2);
		await second.replica.mutate('verb', {});
		await until(() => got.at(-1)?.mutations === 1);
		expect(cores[1]!.subscribers.length).toBe(1);
	});

	it('drops the subscriptions of a tab that has died, and those that a tab ends', async () => {
		const { b, cores } = browser();
		const leader = opened(b.tab());
		const stop = leader.replica.live('own', {}, { rows: () => {}, failed: () => {} });
		const other = opened(b.tab());
		other.replica.live('list', {}, { rows: () => {}, failed: () => {} });
		await until(() => cores[0]?.subscribers.length === 2);
		other.kill();
		await until(() => cores[0]?.subscribers.length === 1);
		stop();
		await until(() => cores[0]?.subscribers.length === 0);
	});

	it('hands over to another tab on close, after the files are closed', async () => {
		const { b, disk, cores } = browser();
		const first = opened(b.tab());
		await first.replica.ask('q', 1);
		const second = opened(b.tab());
		await second.replica.ask('q', 1);
		await first.replica.close();
		expect(await second.replica.ask('q', 2)).toEqual({ name: 'q', args: 2 });
		expect([cores.length, disk.openCores, disk.maxOpenCores]).toEqual([2, 1, 1]);
		await expect(first.replica.ask('q', 3)).rejects.toThrow('closed');
	});

	it('throws what the engine threw, and times out when a leader stays silent', async () => {
		const { b } = browser({
			ask: (name) => {
				if (name === 'hang') return new Promise(() => {});
				throw new TypeError('no such thing');
			}
		});
		const { replica } = opened(b.tab({ timeoutMs: 20 }));
		await expect(replica.ask('x', null)).rejects.toMatchObject({ name: 'TypeError', message: 'no such thing' });
		await expect(replica.ask('hang', null)).rejects.toMatchObject({ name: 'ReplicaTimeoutError' });
	});

	it('tells all tabs the status, also while the engine is still opening', async () => {
		const disk = newDisk();
		let say: ((status: ReplicaStatus) => void) | null = null;
		let open = () => {};
		let core: TestCore | null = null;
		const b = new TestBrowser(async (_options, on) => {
			say = on.status;
			await new Promise<void>((resolve) => (open = resolve));
			return (core = testCore(disk));
		});
		const [one, two] = [opened(b.tab()), opened(b.tab())];
		const seen: string[] = [];
		two.replica.onStatus((s) => seen.push(s.load.phase + s.pending));
		const opening: ReplicaStatus = { ...readyStatus, load: { ...readyStatus.load, phase: 'opening' }, pending: 7 };
		await until(() => (say?.(opening), seen.includes('opening7')));
		open();
		await until(() => one.replica.status.load.phase === 'ready' && two.replica.status.load.phase === 'ready');
		core!.status = { ...readyStatus, pending: 3 };
		say!(core!.status);
		await until(() => one.replica.status.pending === 3 && two.replica.status.pending === 3);
	});

	it('says so when the replica cannot be opened, tries again, and goes on', async () => {
		const disk = newDisk();
		let tries = 0;
		const b = new TestBrowser(async () => {
			if (++tries < 3) throw new Error('disk refuses');
			return testCore(disk);
		});
		const { replica } = opened(b.tab());
		const answer = replica.ask('q', 1);
		await until(() => replica.status.link.state === 'stopped');
		expect(await answer).toEqual({ name: 'q', args: 1 });
		expect([tries, replica.status.link.state]).toEqual([3, 'online']);
	});

	it('replaces a worker whose Postgres has ended', async () => {
		let broken = true;
		const { b, disk } = browser({
			ask: (name) => {
				if (broken) throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
				return name;
			}
		});
		const workers: number[] = [];
		const now = vi.spyOn(Date, 'now');
		const start = Date.now();
		now.mockReturnValue(start);
		const tab = opened(b.tab({ onWorker: (n) => workers.push(n) }));
		now.mockReturnValue(start + 60_000);
		await expect(tab.replica.ask('q', 1)).rejects.toThrow('unreachable');
		broken = false;
		await until(() => workers.length === 2);
		disk.openCores -= 1;
		expect(await tab.replica.ask('q', 1)).toBe('q');
		now.mockRestore();
	});

	it('serves the newer build: the leader hands over, older tabs are told to reload', async () => {
		const { b, disk, cores } = browser();
		const old = opened(b.tab());
		await old.replica.ask('q', 1);
		const newer = opened(b.tab({ build: 'b2' }));
		expect(await newer.replica.ask('q', 2)).toEqual({ name: 'q', args: 2 });
		await until(() => old.replica.status.link.state === 'stopped');
		expect(old.replica.status.link).toEqual({ state: 'stopped', because: 'reload' });
		expect([cores.length, disk.openCores, disk.maxOpenCores]).toEqual([2, 1, 1]);
		// An old tab that only speaks now changes nothing for the newer one.
		const late = opened(b.tab({ build: 'b1', loadedAt: 0 }));
		await until(() => late.replica.status.link.state === 'stopped');
		expect(await newer.replica.ask('q', 3)).toEqual({ name: 'q', args: 3 });
		expect(cores.length).toBe(2);
	});

	it('tells every tab when one erases the replica', async () => {
		const { b, disk } = browser();
		const [one, two] = [opened(b.tab()), opened(b.tab())];
		await one.replica.mutate('verb', {});
		await two.replica.erase();
		expect(disk.mutations).toEqual([]);
		await until(() => one.replica.status.link.state === 'stopped' && two.replica.status.link.state === 'stopped');
		expect(one.replica.status.link).toEqual({ state: 'stopped', because: 'signedOut' });
	});

	it('is not signed out when it waits for the end of a remote wipe: the screen goes on saying what happened', async () => {
		const { b, cores } = browser();
		const [one, two] = [opened(b.tab()), opened(b.tab())];
		await one.replica.ask('q', 1);
		cores[0]!.status = { ...readyStatus, link: { state: 'stopped', because: 'wiped' } };
		await two.replica.erase();
		await allSaid();
		expect(one.replica.status.link).not.toMatchObject({ because: 'signedOut' });
	});

	it.each(['the leader', 'another tab'])(
		'after an erasure by %s no tab that was open makes a replica again; one that comes later does',
		async (who) => {
			const { b, disk, cores } = browser();
			const leader = opened(b.tab());
			await leader.replica.ask('q', 1);
			const other = opened(b.tab());
			await other.replica.ask('q', 1);
			const [leaves, stays] = who === 'the leader' ? [leader, other] : [other, leader];
			await leaves.replica.erase();
			await until(() => stays.replica.status.link.state === 'stopped');
			leaves.kill();
			await allSaid();
			expect(cores.length).toBe(1);
			// Signing in again.
			const later = opened(b.tab());
			expect(await later.replica.ask('q', 2)).toEqual({ name: 'q', args: 2 });
			expect(cores.length).toBe(2);
			kill(later, disk);
			await allSaid();
			expect(cores.length).toBe(2);
		}
	);

	it('passes on that a tab is hidden, as the group of its live queries', async () => {
		const { b, cores } = browser();
		const tab = opened(b.tab({ page: { visible: false, watch: () => {}, stop: () => {} } }));
		tab.replica.live('list', {}, { rows: () => {}, failed: () => {} });
		await until(() => cores[0]?.subscribers.length === 1);
		const { group } = cores[0]!.subscribers[0]!;
		expect(cores[0]!.hidden.get(group!)).toBe(true);
	});
});
