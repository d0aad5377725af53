/** What goes wrong in an office in ten years, in a minute: every decision comes from the seed. */
import { setImmediate as tick, setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Random } from '#lib/demo/random.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { prune } from '../../retention.ts';
import type { TestPostgres } from '../database.ts';
import type { TestReplica } from '../world.ts';
import { deskMutations, deskSql } from './desk.ts';
import type { Entry, Ledger } from './ledger.ts';
import type { Nodes } from './nodes.ts';
import type { Rights } from './rights.ts';
import type { Wire } from './wire.ts';

export interface StormParts {
	readonly random: Random;
	readonly postgres: TestPostgres;
	readonly pool: pg.Pool;
	readonly nodes: Nodes;
	readonly replicas: readonly TestReplica[];
	readonly wires: readonly Wire[];
	readonly rights: Rights;
	readonly ledger: Ledger;
	readonly branches: readonly string[];
	readonly log: (line: string) => void;
}

interface OpenTransaction {
	readonly client: pg.Client;
	/** Steps until it ends. */
	left: number;
}

const newCustomer = `insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
	select gen_random_uuid(), $1, 1000000 + (random() * 1000000000)::int, 'natural', 'Cliente ' || n, '52998224725', '2026-01-10', 'Rua ' || n, 'Campinas', 'SP', now(), now() from generate_series(1, $2::int) n`;
const aCustomer = `(select id from customer order by md5(id::text || $1::text) limit 1)`;

export class Storm {
	readonly #parts: StormParts;
	readonly #open: OpenTransaction[] = [];
	readonly #background = new Set<Promise<unknown>>();
	#n = 0;
	mutations = 0;

	constructor(parts: StormParts) {
		this.#parts = parts;
	}

	async step(): Promise<void> {
		for (const t of [...this.#open]) if (--t.left <= 0) await this.#end(t);
		await this.#weighted([
			[55, () => this.#mutate()],
			[22, () => this.#sql()],
			[5, () => this.#disturb()],
			[4, () => this.#kill()],
			[3, () => this.#changeRights()],
			[1, () => this.#killNode()],
			[0.6, () => this.#restartPostgres()],
			[0.5, () => this.#forget()],
			[1, () => this.#discard()],
			[8, () => delay(this.#int(40))]
		]);
	}

	/** Ends what is open and mends what is broken; afterwards only time is needed. */
	async calm(): Promise<void> {
		for (const t of [...this.#open]) await this.#end(t);
		await this.#refill();
		await Promise.all(this.#background);
		for (const wire of this.#parts.wires) Object.assign(wire, { latencyMs: 0, stalled: false, refusing: false });
		for (let i = 0; i < this.#parts.nodes.count; i++) await this.#parts.nodes.start(i);
		for (const replica of this.#parts.replicas) {
			replica.transport.down = false;
			// Only who is offline: whoever is connected must hear by itself what happened.
			if (replica.status().link.state === 'offline') replica.core.reconnect();
		}
	}

	// ── what people do ───────────────────────────────────────────────────────────────────────────────────────────────

	async #mutate(): Promise<void> {
		// Several at once, as several people would; each decides before the next, so that the seed decides all.
		await Promise.all(Array.from({ length: 1 + this.#int(4) }, () => this.#intend(this.#int(this.#parts.replicas.length))));
	}

	async #intend(i: number): Promise<void> {
		const replica = this.#parts.replicas[i]!;
		const salt = String(this.#n++);
		const pick = async <T>(sql: string): Promise<T | undefined> => (await replica.core.sql<T>(sql.replaceAll('$salt', `'${salt}'`)))[0];
		const customer = () =>
			pick<{ id: string; branch_id: string }>(`select id::text, branch_id::text from customer order by md5(id::text || $salt) limit 1`);
		const words = `nota ${this.#parts.random().toString(36).slice(2)} ${salt}`;
		const ask = async (name: string, args: unknown, more: Partial<Entry> = {}): Promise<void> => {
			const entry: Entry = { mutationId: newUuid(), state: 'asked', replica: i, name, effect: null, ...more };
			this.#parts.ledger.entries.push(entry);
			this.mutations++;
			const result = await replica.core.mutate(name, args, { requestId: entry.mutationId });
			entry.state = result.ok ? 'kept' : 'refused';
			if (result.ok && name === 'ticket.open')
				entry.told = { table: 'ticket', column: 'protocol', number: (result.value as { protocol: number }).protocol };
			if (result.ok && name === 'customer.create')
				entry.told = { table: 'customer', column: 'code', number: (result.value as { code: number }).code };
		};
		const born = (): Partial<Entry> => {
			const mutationId = newUuid();
			return { mutationId, effect: mutationId };
		};
		try {
			await this.#weighted([
				[
					8,
					async () => {
						const c = await customer();
						const type = await pick<{ id: string }>(`select id::text from observation_type order by md5(id::text || $salt) limit 1`);
						if (c && type)
							await ask(
								'observation.create',
								{ customerId: c.id, observationTypeId: type.id, text: words, mustRead: this.#chance(0.5) },
								born()
							);
					}
				],
				[
					8,
					async () => {
						const c = await customer();
						if (c) await ask('customer.update', { id: c.id, changes: { remarks: { from: null, to: words } } }, { effect: words });
					}
				],
				[
					3,
					async () => {
						const c = await customer();
						const to = this.#one(this.#parts.branches);
						if (c)
							await ask(
								'customer.update',
								{ id: c.id, changes: { remarks: { from: null, to: words }, branchId: { from: c.branch_id, to } } },
								{ effect: words }
							);
					}
				],
				[
					4,
					async () => {
						const o = await pick<{ id: string }>(`select id::text from observation order by md5(id::text || $salt) limit 1`);
						if (o) await ask('observation.update', { id: o.id, text: words }, { effect: words });
					}
				],
				[
					4,
					async () => {
						const o = await pick<{ id: string; version: number }>(
							`select id::text, version from observation order by md5(id::text || $salt) limit 1`
						);
						if (o) await ask('reading.create', { observationId: o.id, version: o.version }, born());
					}
				],
				[
					5,
					async () => {
						const c = await customer();
						if (c) await ask('ticket.open', { customerId: c.id, subject: words }, born());
					}
				],
				[
					2,
					() =>
						ask(
							'customer.create',
							{
								branchId: this.#one(this.#parts.branches),
								personKind: 'natural',
								name: `Pessoa ${salt} Silva`,
								taxId: '52998224725',
								address: 'Rua Um, 1',
								city: 'Campinas',
								state: 'SP'
							},
							born()
						)
				],
				[
					1,
					async () => {
						const notice = await pick<{ id: string }>(`select id::text from overwrite_notice order by md5(id::text || $salt) limit 1`);
						if (notice) await ask('notice.seen', { id: notice.id });
					}
				],
				[
					8,
					async () => {
						const s = await pick<{ id: string }>(`select id::text from subscription order by md5(id::text || $salt) limit 1`);
						const cents = this.#int(1000);
						if (s) await ask('fuzz.add', { id: s.id, cents }, { add: { subscription: s.id, cents } });
					}
				],
				[
					0.5,
					async () => {
						const s = await pick<{ id: string }>(`select id::text from subscription order by md5(id::text || $salt) limit 1`);
						if (s) await ask('fuzz.poison', { id: s.id });
					}
				],
				...deskMutations({ pick, ask, born, words, one: (list) => this.#one(list), chance: (p) => this.#chance(p) })
			]);
		} catch (error) {
			// Only a replica that is killed meanwhile may fail to answer.
			if (!this.#dying.has(i)) throw error;
		}
	}

	async #discard(): Promise<void> {
		const i = this.#int(this.#parts.replicas.length);
		const { core } = this.#parts.replicas[i]!;
		const [entry] = await core.inbox();
		if (!entry) return;
		await core.resolveInbox(entry.id, { kind: 'discard' });
		for (const e of this.#parts.ledger.entries) if (e.mutationId === entry.id) e.discarded = true;
	}

	// ── what happens to their computers and lines ────────────────────────────────────────────────────────────────────

	async #disturb(): Promise<void> {
		const i = this.#int(this.#parts.replicas.length);
		const wire = this.#parts.wires[i]!;
		await this.#weighted([
			[4, async () => wire.cut()],
			[2, async () => void ((wire.refusing = !wire.refusing), wire.refusing && wire.cut())],
			[2, async () => void (wire.latencyMs = this.#int(2) * this.#int(150))],
			[1, async () => void (wire.stalled = !wire.stalled)],
			[
				2,
				async () => {
					const { transport } = this.#parts.replicas[i]!;
					transport.down = !transport.down;
					if (transport.down) transport.cut();
				}
			],
			[2, async () => this.#parts.replicas[i]!.core.reconnect()]
		]);
	}

	readonly #dying = new Set<number>();
	async #kill(): Promise<void> {
		const i = this.#int(this.#parts.replicas.length);
		this.#dying.add(i);
		const busy = this.#chance(0.6) ? this.#intend(i) : Promise.resolve();
		for (let ticks = this.#int(60); ticks > 0; ticks--) await tick();
		await this.#parts.replicas[i]!.restart();
		await busy;
		this.#dying.delete(i);
	}

	// ── what happens at the centre ───────────────────────────────────────────────────────────────────────────────────

	async #changeRights(): Promise<void> {
		const { pool, rights, replicas, branches } = this.#parts;
		const { person } = this.#one(replicas);
		const branch = this.#one(branches);
		await this.#tried(() =>
			rights.change(async () => {
				await this.#weighted([
					[3, () => pool.query(`delete from user_branch where user_id = $1 and branch_id = $2`, [person.userId, branch])],
					[
						4,
						() =>
							pool.query(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3) on conflict do nothing`, [
								newUuid(),
								person.userId,
								branch
							])
					],
					[
						1,
						() =>
							pool.query(
								`update user_branch set branch_id = $2 where user_id = $1 and not exists (select from user_branch u where u.user_id = $1 and u.branch_id = $2) and id = (select id from user_branch where user_id = $1 order by id limit 1)`,
								[person.userId, branch]
							)
					],
					[
						1,
						() =>
							pool.query(
								`update app_user set role = case role when 'attendant' then 'technician' when 'technician' then 'attendant' else role end where id = $1`,
								[person.userId]
							)
					],
					[0.5, () => pool.query(`update branch set active = not active where id = $1`, [branch])]
				]);
			})
		);
	}

	async #sql(): Promise<void> {
		// An open transaction goes on half of the time, so that several interleave.
		const open = this.#open.length > 0 && this.#chance(0.5) ? this.#one(this.#open) : null;
		const client = open?.client ?? (await this.#begin());
		if (!client) return;
		const ended = await this.#tried(async () => {
			for (let ops = 1 + this.#int(3); ops > 0; ops--) {
				const savepoint = this.#chance(0.3);
				if (savepoint) await client.query('savepoint s');
				await this.#change(client);
				if (savepoint) await client.query(this.#chance(0.6) ? 'rollback to savepoint s' : 'release savepoint s');
			}
		});
		if (open) {
			if (!ended) await this.#end(open, 'rollback');
			return;
		}
		const transaction = { client, left: 2 + this.#int(30) };
		this.#open.push(transaction);
		if (!ended) await this.#end(transaction, 'rollback');
		else if (this.#open.length > 3 || this.#chance(0.8)) await this.#end(transaction);
	}

	async #begin(): Promise<pg.Client | null> {
		const client = new pg.Client({ connectionString: this.#parts.postgres.url, options: '-c lock_timeout=200ms' });
		client.on('error', () => undefined);
		const begun = await this.#tried(async () => {
			await client.connect();
			await client.query('begin');
		});
		return begun ? client : null;
	}

	async #end(transaction: OpenTransaction, how = this.#chance(0.8) ? 'commit' : 'rollback'): Promise<void> {
		this.#open.splice(this.#open.indexOf(transaction), 1);
		await this.#tried(() => transaction.client.query(how));
		await transaction.client.end().catch(() => undefined);
		await this.#tried(() => this.#parts.ledger.newPrices(this.#parts.pool));
	}

	async #change(db: pg.Client): Promise<void> {
		const salt = `${this.#n++}`;
		const branch = this.#one(this.#parts.branches);
		const other = this.#one(this.#parts.branches);
		await this.#weighted([
			[3, () => db.query(`update customer set district = $2 where branch_id = $1`, [branch, `Bairro ${salt}`])],
			[5, () => db.query(`update customer set mobile = lpad((random() * 1e10)::bigint::text, 11, '1') where id = ${aCustomer}`, [salt])],
			[
				4,
				() =>
					db.query(`update customer set branch_id = $2 where id in (select id from customer order by md5(id::text || $1::text) limit 3)`, [
						salt,
						branch
					])
			],
			[1, () => db.query(`update customer set branch_id = $2 where branch_id = $1`, [branch, other])],
			[2, () => db.query(`delete from customer where id = ${aCustomer} and (select count(*) from customer) > 15`, [salt])],
			[
				3,
				async () => {
					await db.query(newCustomer, [branch, 1 + this.#int(3)]);
					await db.query(`insert into subscription (id, branch_id, customer_id, service_plan_id, status, price_cents, due_day, started_on, created_at, updated_at)
					select gen_random_uuid(), c.branch_id, c.id, p.id, 'active', 9990, 10, '2026-01-10', now(), now() from customer c, service_plan p where c.created_at = now()`);
					await db.query(`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at)
					select gen_random_uuid(), branch_id, id, (random() * 1e15)::bigint, '2026-02-10', 9990, now(), now() from customer where created_at = now()`);
				}
			],
			[
				3,
				() =>
					db.query(
						`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) select gen_random_uuid(), c.branch_id, c.id, 'Contato ' || n, now(), now() from generate_series(1, $2::int) n, (select * from customer where id = ${aCustomer}) c`,
						[salt, this.#chance(0.1) ? 900 : 1 + this.#int(30)]
					)
			],
			[2, () => db.query(`update contact set sms_consent = not sms_consent, mobile = $2 where branch_id = $1`, [branch, salt])],
			[2, () => db.query(`delete from contact where branch_id = $1`, [branch])],
			[
				3,
				() => db.query(`update invoice set paid_at = now(), paid_cents = amount_cents where branch_id = $1 and paid_at is null`, [branch])
			],
			[1, () => db.query(`update invoice set paid_at = null, paid_cents = null, updated_at = now() where branch_id = $1`, [branch])],
			[
				2,
				() =>
					db.query(`delete from observation where id in (select id from observation order by md5(id::text || $1::text) limit 2)`, [salt])
			],
			[1, () => db.query(`update observation_type set name = $1`, [`Aviso ${salt}`])],
			[1, () => db.query(`update service_plan set price_cents = price_cents + 1`)],
			[
				1,
				async () => {
					const id = newUuid();
					await db.query(
						`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) select $2, branch_id, id, 'Some', now(), now() from customer where id = ${aCustomer}`,
						[salt, id]
					);
					await db.query(`delete from contact where id = $1`, [id]);
				}
			],
			...deskSql(db, salt, branch),
			[0.2, () => db.query(`truncate contact, extra_field_value`)]
		]);
	}

	async #killNode(): Promise<void> {
		const { nodes } = this.#parts;
		const i = this.#int(nodes.count);
		await nodes.kill(i);
		this.#inBackground(delay(this.#int(300)).then(() => nodes.start(i)));
	}

	async #restartPostgres(): Promise<void> {
		await this.#parts.postgres.restart(this.#chance(0.5) ? 'fast' : 'immediate');
	}

	/** The centre loses the means to tell what a replica lacks: the replica must verify itself. */
	async #forget(): Promise<void> {
		await this.#tried(async () => {
			if (this.#chance(0.4)) return void (await this.#parts.pool.query(`select sync.new_epoch()`));
			await this.#parts.pool.query(`update sync.beacon set at = at - interval '31 days'`);
			await this.#parts.pool.query(`insert into sync.beacon default values`);
			await prune(this.#parts.pool, 30);
		});
	}

	/** A storm leaves few customers, and few people with rights: the next one shall have something to do. */
	async #refill(): Promise<void> {
		const { pool, branches, rights, replicas } = this.#parts;
		for (const branch of branches) {
			await this.#tried(async () => {
				const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from customer where branch_id = $1`, [branch]);
				await pool.query(newCustomer, [branch, Math.max(0, 8 - rows[0]!.n)]);
				await pool.query(`insert into subscription (id, branch_id, customer_id, service_plan_id, status, price_cents, due_day, started_on, created_at, updated_at)
					select gen_random_uuid(), c.branch_id, c.id, p.id, 'active', 9990, 10, '2026-01-10', now(), now() from customer c, service_plan p where not exists (select from subscription s where s.customer_id = c.id)`);
				await pool.query(
					`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) select gen_random_uuid(), branch_id, id, 'Contato', now(), now() from customer where not exists (select from contact k where k.customer_id = customer.id)`
				);
			});
		}
		await this.#tried(() =>
			rights.change(async () => {
				await pool.query(`update branch set active = true where not active`);
				for (const { person } of replicas)
					if (this.#chance(0.5))
						for (const branch of person.actor.branchIds)
							await pool.query(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3) on conflict do nothing`, [
								newUuid(),
								person.userId,
								branch
							]);
			})
		);
		await this.#tried(() => this.#parts.ledger.newPrices(pool));
	}

	// ── small things ─────────────────────────────────────────────────────────────────────────────────────────────────

	/** False when Postgres was away, somebody held a lock, or a rule said no: all of that is weather. */
	async #tried(work: () => Promise<unknown>): Promise<boolean> {
		try {
			await work();
			return true;
		} catch (error) {
			if (!(error instanceof Error)) throw error;
			return false;
		}
	}

	#inBackground(work: Promise<unknown>): void {
		this.#background.add(work);
		void work.finally(() => this.#background.delete(work));
	}

	#int(below: number): number {
		return Math.floor(this.#parts.random() * below);
	}
	#chance(p: number): boolean {
		return this.#parts.random() < p;
	}
	#one<T>(of: readonly T[]): T {
		return of[this.#int(of.length)]!;
	}
	async #weighted(choices: readonly (readonly [weight: number, run: () => Promise<unknown>])[]): Promise<void> {
		let at = this.#parts.random() * choices.reduce((sum, [weight]) => sum + weight, 0);
		for (const [weight, run] of choices) if ((at -= weight) < 0) return void (await run());
	}
}
