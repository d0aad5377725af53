/**
 * What was asked and what it must have done. Effects are counted by triggers inside the centre's transactions, so an
 * effect that was undone does not count and one that happened twice counts twice, whatever became of the row since.
 */
import type pg from 'pg';

/** Tables and triggers of the ledger; they belong to the fuzz, not to the product. */
export const effectsSql = `
create schema fuzz;
create table fuzz.effect (kind text not null, key text not null);
create index on fuzz.effect (key);
create function fuzz.born() returns trigger language plpgsql security definer as $$ begin insert into fuzz.effect values (tg_table_name, new.id); return null; end $$;
-- A merge carries remarks over, and its end carries them back: nobody has said them again. It begins with its own row and
-- ends with the word on the duplicate.
create function fuzz.merging() returns trigger language plpgsql as $$ begin perform set_config('fuzz.merging', tg_argv[0], true); return null; end $$;
create trigger fuzz after insert or update on customer_merge for each row execute function fuzz.merging('yes');
create trigger fuzz_merged after update of merged_into_id on customer for each row execute function fuzz.merging('');
create function fuzz.said() returns trigger language plpgsql security definer as $$ begin
	if coalesce(current_setting('fuzz.merging', true), '') = '' then insert into fuzz.effect values ('said', to_jsonb(new) ->> tg_argv[0]); end if;
	return null;
end $$;
create trigger fuzz after insert on customer for each row execute function fuzz.born();
create trigger fuzz after insert on observation for each row execute function fuzz.born();
create trigger fuzz after insert on reading for each row execute function fuzz.born();
create trigger fuzz after insert on ticket for each row execute function fuzz.born();
create trigger fuzz after insert on contact for each row execute function fuzz.born();
create trigger fuzz after insert on ticket_entry for each row execute function fuzz.born();
create trigger fuzz after insert on work_order for each row execute function fuzz.born();
create trigger fuzz_said after update of text on observation for each row when (old.text is distinct from new.text) execute function fuzz.said('text');
create trigger fuzz_said after update of remarks on customer for each row when (old.remarks is distinct from new.remarks) execute function fuzz.said('remarks');
-- Words that were not in the notes before: a text that many write grows, so that each change is looked for inside it.
create function fuzz.wrote() returns trigger language plpgsql security definer as $$ begin
	insert into fuzz.effect select 'wrote', m[1] from regexp_matches(new.notes, '(nota [0-9a-z]+ [0-9]+);', 'g') m where old.notes is null or position(m[1] || ';' in old.notes) = 0;
	return null;
end $$;
create trigger fuzz_wrote after update of notes on ticket for each row when (old.notes is distinct from new.notes) execute function fuzz.wrote();
`;

export interface Entry {
	readonly mutationId: string;
	/** `asked`: the replica died before it answered, so it may happen or not; `kept`: durable, must happen or be refused; `refused`: at once, must never happen. */
	state: 'asked' | 'kept' | 'refused';
	readonly replica: number;
	readonly name: string;
	/** Key of the one effect in `fuzz.effect`; null: none that is counted there. */
	readonly effect: string | null;
	/** Number that was told to a caller, and the table and column where it must stand. */
	told?: { readonly table: 'ticket' | 'customer'; readonly column: 'protocol' | 'code'; readonly number: number };
	readonly add?: { readonly subscription: string; readonly cents: number };
	/** A person threw the refusal away. */
	discarded?: boolean;
}

export interface Verdict {
	readonly lost: string[];
	readonly duplicated: string[];
}

export class Ledger {
	readonly entries: Entry[] = [];
	/** Price of each subscription before any mutation; only `fuzz.add` changes prices. */
	readonly #prices = new Map<string, number>();

	async begin(pool: pg.Pool): Promise<void> {
		await pool.query(effectsSql);
		await this.newPrices(pool);
	}

	/** Subscriptions made since: by SQL, so that their present price is the one they began with. */
	async newPrices(pool: pg.Pool): Promise<void> {
		const { rows } = await pool.query<{ id: string; price: string }>(`select id, price_cents as price from subscription`);
		for (const { id, price } of rows) if (!this.#prices.has(id)) this.#prices.set(id, Number(price));
	}

	price(subscription: string, cents: number): void {
		this.#prices.set(subscription, cents);
	}

	/** Nothing may be pending. `inboxes`: ids of what each replica shows as refused. */
	async audit(pool: pg.Pool, inboxes: readonly ReadonlySet<string>[]): Promise<Verdict> {
		const lost: string[] = [];
		const duplicated: string[] = [];
		const results = new Map(
			(
				await pool.query<{ id: string; ok: boolean; code: string | null }>(
					`select mutation_id as id, (result ->> 'ok')::boolean as ok, result ->> 'code' as code from sync.mutation`
				)
			).rows.map((r) => [r.id, r])
		);
		const effects = new Map(
			(await pool.query<{ key: string; n: number }>(`select key, count(*)::int as n from fuzz.effect group by key`)).rows.map((r) => [
				r.key,
				r.n
			])
		);
		const expected = new Map(this.#prices);
		for (const e of this.entries) {
			const n = e.effect === null ? null : (effects.get(e.effect) ?? 0);
			const result = results.get(e.mutationId);
			const words = `${e.name} ${e.mutationId} of replica ${e.replica}`;
			if (n !== null && n > 1) duplicated.push(`${words} took effect ${n} times`);
			if (e.state === 'refused' && result) duplicated.push(`${words} was refused at once and ran at the centre`);
			if (!result) {
				if (e.state === 'kept') lost.push(`${words} is unknown at the centre`);
				if (n !== null && n > 0) duplicated.push(`${words} has no result and took effect`);
			} else if (result.ok) {
				if (n === 0) lost.push(`${words} is acknowledged and had no effect`);
				if (e.add) expected.set(e.add.subscription, (expected.get(e.add.subscription) ?? 0) + e.add.cents);
			} else {
				if (n !== null && n > 0) duplicated.push(`${words} is refused (${result.code}) and took effect`);
				if (!e.discarded && !inboxes[e.replica]!.has(e.mutationId)) lost.push(`${words} is refused (${result.code}) and in no inbox`);
			}
			if (e.told && result?.ok) {
				const [row] = (await pool.query<{ n: string }>(`select ${e.told.column} as n from ${e.told.table} where id = $1`, [e.mutationId]))
					.rows;
				if (row && Number(row.n) !== e.told.number) lost.push(`${words}: the caller was told ${e.told.number}, it became ${row.n}`);
			}
		}
		const present = (await pool.query<{ id: string; price: string }>(`select id, price_cents as price from subscription`)).rows;
		for (const { id, price } of present) {
			const want = expected.get(id);
			if (want !== undefined && want !== Number(price))
				(Number(price) > want ? duplicated : lost).push(`price of ${id} is ${price} instead of ${want}`);
		}
		const overlap = (
			await pool.query(
				`select a.kind, a.from_number from sync.lease a join sync.lease b on a.kind = b.kind and a.client_id <> b.client_id and a.from_number < b.to_number and b.from_number < a.to_number`
			)
		).rows;
		if (overlap.length > 0) duplicated.push(`leases overlap: ${JSON.stringify(overlap)}`);
		return { lost, duplicated };
	}
}
