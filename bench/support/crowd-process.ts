/**
 * Many light sessions in a process of their own. Tells `mark` when every session that reads has a mark: first and last
 * arrival on the machine's common clock.
 */
import { serveParent } from './child.ts';
import { LightSession, type Place } from './light-session.ts';
import { nowMs } from './stats.ts';

export interface Crowd {
	readonly url: string;
	/** Sessions are dealt out over these in turn. */
	readonly tokens: readonly string[];
	readonly sessions: number;
	/** Sessions that may be on their way in at once; all of them when left out. */
	readonly atOnce?: number;
	readonly from?: Place | null;
}

export interface Joined {
	/** ms from the first connection until the last session had caught up. */
	readonly allMs: number;
	/** ms of each session from its own connection. */
	readonly eachMs: readonly number[];
	readonly place: Place;
}

const sessions: LightSession[] = [];
const seen: number[] = [];
const stalled = new Set<number>();
const counts = new Map<number, { left: number; first: number }>();

const tell = serveParent({
	async join(crowd: Crowd): Promise<Joined> {
		const began = nowMs();
		const eachMs: number[] = [];
		let place: Place | null = null;
		let next = 0;
		const lane = async (): Promise<void> => {
			while (next < crowd.sessions) {
				const token = crowd.tokens[next++ % crowd.tokens.length]!;
				const at = nowMs();
				place = await joinOne(crowd, token);
				eachMs.push(nowMs() - at);
			}
		};
		await Promise.all(Array.from({ length: crowd.atOnce ?? crowd.sessions }, lane));
		return { allMs: nowMs() - began, eachMs, place: place! };
	},
	/** From now on every n-th session does not read, and does not count. */
	stall({ every }: { every: number }): number {
		sessions.forEach((session, i) => {
			if (i % every !== 0) return;
			stalled.add(i);
			session.stall();
		});
		return stalled.size;
	},
	resume(): void {
		for (const i of stalled) sessions[i]!.resume();
		stalled.clear();
	},
	leave(): void {
		for (const session of sessions) session.destroy();
		sessions.length = seen.length = 0;
		stalled.clear();
		counts.clear();
	},
	traffic: () => sessions.reduce((sum, s) => ({ frames: sum.frames + s.frames, bytes: sum.bytes + s.bytes }), { frames: 0, bytes: 0 })
});

function joinOne({ url, from = null }: Crowd, token: string): Promise<Place> {
	return new Promise((resolve, reject) => {
		const i = sessions.length;
		seen.push(-1);
		sessions.push(
			new LightSession({
				url,
				token,
				from,
				caughtUp: resolve,
				marked: (n) => mark(i, n),
				closed: (why) => {
					reject(new Error(why));
					if (!stalled.has(i)) tell('closed', why);
				}
			})
		);
	});
}

function mark(session: number, n: number): void {
	if (stalled.has(session)) return;
	const now = nowMs();
	// Frames may carry several commits at once: whoever has the last has all before it.
	for (let m = Math.max(seen[session]! + 1, n - 1000); m <= n; m++) {
		const count = counts.get(m) ?? { left: sessions.length - stalled.size, first: now };
		counts.set(m, count);
		if (--count.left > 0) continue;
		counts.delete(m);
		tell('mark', { n: m, first: count.first, last: now });
	}
	seen[session] = Math.max(seen[session]!, n);
}
