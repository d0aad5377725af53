/** Who might see what, and when: the fuzz is the only one that changes rights, so it knows. Times are `Date.now()`. */
import type pg from 'pg';
import { loadActor } from '#lib/server/auth/rights.ts';
import type { Actor } from '#lib/sync/model.ts';

interface Version {
	readonly role: string;
	readonly branchIds: readonly string[];
	/** Before the commit that made it true. */
	readonly since: number;
	/** After the commit that ended it. */
	until: number;
}

export class Rights {
	readonly #pool: pg.Pool;
	readonly #versions = new Map<string, Version[]>();

	constructor(pool: pg.Pool) {
		this.#pool = pool;
	}

	async know(userIds: readonly string[]): Promise<void> {
		for (const userId of userIds) {
			const actor = await this.actor(userId);
			this.#versions.set(userId, [{ role: actor.role, branchIds: actor.branchIds, since: 0, until: Infinity }]);
		}
	}

	/** As they are now. */
	async actor(userId: string): Promise<Actor> {
		return (await loadActor(this.#pool, userId))!;
	}

	/** Runs SQL that changes somebody's rights and remembers what changed for whom. */
	async change(run: () => Promise<unknown>): Promise<void> {
		const since = Date.now();
		try {
			await run();
		} finally {
			// Whatever became of the SQL: it may have been committed although its answer was lost with the connection.
			for (const [userId, versions] of this.#versions) {
				const actor = await this.#surely(userId);
				const until = Date.now();
				const last = versions.at(-1)!;
				if (sameRights(last, actor)) continue;
				last.until = until;
				versions.push({ role: actor.role, branchIds: actor.branchIds, since, until: Infinity });
			}
		}
	}

	async #surely(userId: string): Promise<Actor> {
		for (let attempts = 100; ; attempts--) {
			try {
				return await this.actor(userId);
			} catch (error) {
				if (attempts === 0) throw error;
				await new Promise((done) => setTimeout(done, 50));
			}
		}
	}

	/** Were these somebody's rights at some moment between `from` and `to`? */
	held(userId: string, rights: Pick<Actor, 'role' | 'branchIds'>, from: number, to: number): boolean {
		return this.#versions.get(userId)!.some((v) => v.since <= to && v.until >= from && sameRights(v, rights));
	}

	/** Might this person read rows of this table and branch at some moment between `from` and `to`? */
	mayHaveRead(userId: string, table: string, branchId: string, from: number, to: number): boolean {
		return this.#versions
			.get(userId)!
			.some((v) => v.since <= to && v.until >= from && v.branchIds.includes(branchId) && !(table === 'invoice' && v.role === 'technician'));
	}
}

const sameRights = (a: Pick<Actor, 'role' | 'branchIds'>, b: Pick<Actor, 'role' | 'branchIds'>): boolean =>
	a.role === b.role && [...a.branchIds].sort().join() === [...b.branchIds].sort().join();
