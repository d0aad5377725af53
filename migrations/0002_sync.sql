-- The centre's half of the sync engine inside Postgres: change log, cursors, idempotency, leases, rights, history.
-- The rules are numbered in sync-server/SPEC.md.
create schema sync;
--> statement-breakpoint
create schema app;
--> statement-breakpoint
-- The role under which every read for a replica and every mutator runs; row-level security applies to it.
do $$ begin
	if not exists (select from pg_roles where rolname = 'balcao_user') then create role balcao_user nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
--> statement-breakpoint
-- Whoever runs the migrations must be able to become that role. An administrator may have granted it already; whoever
-- made it here by CREATEROLE may grant it, but since Postgres 16 does not have it by itself.
do $$ begin
	set local role balcao_user;
	reset role;
exception when insufficient_privilege then
	execute format('grant balcao_user to %I', current_user);
end $$;
--> statement-breakpoint

-- One row. `epoch` changes when cursors stop being comparable; `pruned_before` is the oldest xid whose changes are kept.
create table sync.state (
	singleton boolean primary key default true check (singleton),
	epoch uuid not null default gen_random_uuid(),
	pruned_before xid8 not null default '0'
);
--> statement-breakpoint
insert into sync.state default values;
--> statement-breakpoint
-- Insert-only: which row of which table a transaction touched, and in which scope that row was before and after.
create table sync.change (
	xid xid8 not null default pg_current_xact_id(),
	table_id smallint not null,
	row_id uuid not null,
	scope uuid
);
--> statement-breakpoint
create index change_xid on sync.change (xid);
--> statement-breakpoint
-- Written by the nodes once a minute: retention knows which xids are old, and a cursor proves that it comes from this
-- history by naming the last beacon it saw (a restored backup does not know beacons written after it was taken).
create table sync.beacon (
	id uuid primary key default gen_random_uuid(),
	-- Everything before this xid had ended when the beacon was written (`xmin` itself is a system column's name).
	snapshot_xmin xid8 not null default pg_snapshot_xmin(pg_current_snapshot()),
	at timestamptz not null default now()
);
--> statement-breakpoint
create index beacon_at on sync.beacon (at);
--> statement-breakpoint
insert into sync.beacon default values;
--> statement-breakpoint
-- One outbox. Its row is locked while one of its mutations runs, so their order is kept on any number of nodes.
create table sync.client (
	client_id uuid primary key,
	user_id uuid not null,
	last_seq bigint not null default 0,
	build text,
	created_at timestamptz not null default now(),
	seen_at timestamptz not null default now()
);
--> statement-breakpoint
-- The result of every mutation, committed with its effects: the acknowledgement travels in the same delta as they do.
create table sync.mutation (
	client_id uuid not null,
	seq bigint not null,
	mutation_id uuid not null unique,
	xid xid8 not null default pg_current_xact_id(),
	name text not null,
	result jsonb not null,
	at timestamptz not null default now(),
	primary key (client_id, seq)
);
--> statement-breakpoint
create index mutation_xid on sync.mutation (xid);
--> statement-breakpoint
-- How often a mutation crashed (a defect, not a refusal): parked after a few.
create table sync.crash (
	mutation_id uuid primary key,
	times integer not null,
	message text not null,
	at timestamptz not null default now()
);
--> statement-breakpoint
-- Next free number of each kind that people are told about (protocol, customer code).
create table sync.number (kind text primary key, next bigint not null);
--> statement-breakpoint
insert into sync.number values ('protocol', 20260000001), ('customerCode', 1);
--> statement-breakpoint
create table sync.lease (
	kind text not null,
	from_number bigint not null,
	to_number bigint not null,
	client_id uuid not null,
	at timestamptz not null default now(),
	primary key (kind, from_number),
	check (from_number < to_number)
);
--> statement-breakpoint
create index lease_client on sync.lease (client_id, kind);
--> statement-breakpoint
create function sync.take_numbers(kind_ text, count_ integer) returns bigint language sql
as $$ update sync.number set next = next + count_ where kind = kind_ returning next - count_ $$;
--> statement-breakpoint
-- Call after restoring a dump or promoting a copy: replicas then verify themselves instead of trusting their cursors.
create function sync.new_epoch() returns uuid language sql security definer set search_path = sync, pg_temp
as $$ update sync.state set epoch = gen_random_uuid() returning epoch $$;
--> statement-breakpoint

-- Change log: one statement-level trigger per table and operation, reading transition tables (argument: table number).
create function sync.log_scoped() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'INSERT' then
		insert into sync.change (table_id, row_id, scope) select tg_argv[0]::smallint, id, branch_id from new_rows;
	elsif tg_op = 'UPDATE' then
		insert into sync.change (table_id, row_id, scope)
		select tg_argv[0]::smallint, id, branch_id from new_rows union select tg_argv[0]::smallint, id, branch_id from old_rows;
	else
		insert into sync.change (table_id, row_id, scope) select tg_argv[0]::smallint, id, branch_id from old_rows;
	end if;
	return null;
end $$;
--> statement-breakpoint
create function sync.log_global() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'INSERT' then
		insert into sync.change (table_id, row_id) select tg_argv[0]::smallint, id from new_rows;
	elsif tg_op = 'UPDATE' then
		insert into sync.change (table_id, row_id)
		select tg_argv[0]::smallint, id from new_rows union select tg_argv[0]::smallint, id from old_rows;
	else
		insert into sync.change (table_id, row_id) select tg_argv[0]::smallint, id from old_rows;
	end if;
	return null;
end $$;
--> statement-breakpoint
create function sync.log_truncate() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin perform sync.new_epoch(); return null; end $$;
--> statement-breakpoint
-- Which tables are tracked; a test compares this with src/lib/schema/synced.ts.
create table sync.tracked (table_id smallint primary key, table_name text not null unique, scope text not null);
--> statement-breakpoint
create procedure sync.track(table_ regclass, id_ smallint, scope_ text) language plpgsql as $$
declare
	log text := case scope_ when 'branch' then 'sync.log_scoped' else 'sync.log_global' end;
begin
	execute format('create trigger sync_insert after insert on %s referencing new table as new_rows for each statement execute function %s(%L)', table_, log, id_);
	execute format('create trigger sync_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function %s(%L)', table_, log, id_);
	execute format('create trigger sync_delete after delete on %s referencing old table as old_rows for each statement execute function %s(%L)', table_, log, id_);
	execute format('create trigger sync_truncate after truncate on %s for each statement execute function sync.log_truncate()', table_);
	insert into sync.tracked values (id_, table_::text, scope_);
end $$;
--> statement-breakpoint
call sync.track('branch', 1::smallint, 'everyone');
--> statement-breakpoint
call sync.track('app_user', 2::smallint, 'everyone');
--> statement-breakpoint
call sync.track('user_branch', 3::smallint, 'everyone');
--> statement-breakpoint
call sync.track('observation_type', 4::smallint, 'everyone');
--> statement-breakpoint
call sync.track('service_plan', 5::smallint, 'everyone');
--> statement-breakpoint
call sync.track('setting', 6::smallint, 'everyone');
--> statement-breakpoint
call sync.track('customer', 7::smallint, 'branch');
--> statement-breakpoint
call sync.track('observation', 8::smallint, 'branch');
--> statement-breakpoint
call sync.track('reading', 9::smallint, 'branch');
--> statement-breakpoint
call sync.track('contact', 10::smallint, 'branch');
--> statement-breakpoint
call sync.track('subscription', 11::smallint, 'branch');
--> statement-breakpoint
call sync.track('ticket', 12::smallint, 'branch');
--> statement-breakpoint
call sync.track('overwrite_notice', 13::smallint, 'branch');
--> statement-breakpoint
call sync.track('invoice', 14::smallint, 'branch');
--> statement-breakpoint

-- Rights of the current transaction, set by the node with set_config(…, true).
create function app.user_id() returns uuid language sql stable parallel safe
return nullif(current_setting('app.user_id', true), '')::uuid;
--> statement-breakpoint
create function app.user_role() returns text language sql stable parallel safe
return nullif(current_setting('app.user_role', true), '');
--> statement-breakpoint
create function app.branch_ids() returns uuid[] language sql stable parallel safe
return coalesce(nullif(current_setting('app.branch_ids', true), '')::uuid[], '{}');
--> statement-breakpoint
grant usage on schema app, public to balcao_user;
--> statement-breakpoint
grant execute on all functions in schema app to balcao_user;
--> statement-breakpoint

-- Who may see and change what: written once, here, and used by sync, tRPC and server pages alike.
create procedure app.everyone_reads(table_ regclass, writers text[]) language plpgsql as $$
begin
	execute format('alter table %s enable row level security', table_);
	execute format('grant select, insert, update, delete on %s to balcao_user', table_);
	execute format('create policy read on %s for select to balcao_user using ((select app.user_id()) is not null)', table_);
	execute format('create policy write on %s for all to balcao_user using ((select app.user_role()) = any (%L::text[])) with check ((select app.user_role()) = any (%L::text[]))', table_, writers, writers);
end $$;
--> statement-breakpoint
create procedure app.branch_shares(table_ regclass, readers text[], writers text[]) language plpgsql as $$
begin
	execute format('alter table %s enable row level security', table_);
	execute format('grant select, insert, update, delete on %s to balcao_user', table_);
	execute format('create policy read on %s for select to balcao_user using (branch_id = any ((select app.branch_ids())::uuid[]) and (select app.user_role()) = any (%L::text[]))', table_, readers);
	execute format('create policy write on %s for all to balcao_user using (branch_id = any ((select app.branch_ids())::uuid[]) and (select app.user_role()) = any (%L::text[])) with check (branch_id = any ((select app.branch_ids())::uuid[]) and (select app.user_role()) = any (%L::text[]))', table_, writers, writers);
end $$;
--> statement-breakpoint
call app.everyone_reads('branch', '{administrator}');
--> statement-breakpoint
call app.everyone_reads('app_user', '{administrator}');
--> statement-breakpoint
call app.everyone_reads('user_branch', '{administrator}');
--> statement-breakpoint
call app.everyone_reads('observation_type', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('service_plan', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('setting', '{manager,administrator}');
--> statement-breakpoint
call app.branch_shares('customer', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('observation', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('reading', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('contact', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('subscription', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('ticket', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('overwrite_notice', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
-- A technician does his work without seeing anybody's debts.
call app.branch_shares('invoice', '{attendant,finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
alter table history enable row level security;
--> statement-breakpoint
grant select on history to balcao_user;
--> statement-breakpoint
create policy read on history for select to balcao_user using (
	case when branch_id is null then (select app.user_role()) in ('manager', 'administrator')
	else branch_id = any ((select app.branch_ids())::uuid[]) end
);
--> statement-breakpoint

-- Histórico (M1 5.7): written by the database, so no path can forget it. Arguments: columns that are no change by themselves.
create function app.write_history() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	ignored text[] := array['id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'search', 'name_folded', 'version'] || tg_argv;
	who uuid := app.user_id();
	ip_ text := nullif(current_setting('app.ip', true), '');
begin
	if tg_op = 'UPDATE' then
		insert into history (id, branch_id, customer_id, table_name, row_id, operation, at, user_id, ip, changes)
		select gen_random_uuid(), (n.j ->> 'branch_id')::uuid, case when tg_table_name = 'customer' then n.id else (n.j ->> 'customer_id')::uuid end,
			tg_table_name, n.id, 'update', clock_timestamp(), who, ip_, d.changes
		from (select id, to_jsonb(r) as j from new_rows r) n
		join (select id, to_jsonb(r) as j from old_rows r) o using (id)
		cross join lateral (
			select jsonb_object_agg(k, jsonb_build_array(o.j -> k, n.j -> k)) as changes
			from jsonb_object_keys(n.j) k where o.j -> k is distinct from n.j -> k and k <> all (ignored)
		) d
		where d.changes is not null;
	elsif tg_op = 'INSERT' then
		insert into history (id, branch_id, customer_id, table_name, row_id, operation, at, user_id, ip, changes)
		select gen_random_uuid(), (n.j ->> 'branch_id')::uuid, case when tg_table_name = 'customer' then n.id else (n.j ->> 'customer_id')::uuid end,
			tg_table_name, n.id, 'insert', clock_timestamp(), who, ip_,
			(select coalesce(jsonb_object_agg(e.key, jsonb_build_array(null, e.value)), '{}') from jsonb_each(n.j) e where e.value <> 'null' and e.key <> all (ignored))
		from (select id, to_jsonb(r) as j from new_rows r) n;
	else
		insert into history (id, branch_id, customer_id, table_name, row_id, operation, at, user_id, ip, changes)
		select gen_random_uuid(), (o.j ->> 'branch_id')::uuid, case when tg_table_name = 'customer' then o.id else (o.j ->> 'customer_id')::uuid end,
			tg_table_name, o.id, 'delete', clock_timestamp(), who, ip_,
			(select coalesce(jsonb_object_agg(e.key, jsonb_build_array(e.value, null)), '{}') from jsonb_each(o.j) e where e.value <> 'null' and e.key <> all (ignored))
		from (select id, to_jsonb(r) as j from old_rows r) o;
	end if;
	return null;
end $$;
--> statement-breakpoint
create procedure app.keep_history(table_ regclass, variadic ignored text[] default '{}') language plpgsql as $$
declare
	args text := (select coalesce(string_agg(quote_literal(i), ','), '') from unnest(ignored) i);
begin
	execute format('create trigger history_insert after insert on %s referencing new table as new_rows for each statement execute function app.write_history(%s)', table_, args);
	execute format('create trigger history_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function app.write_history(%s)', table_, args);
	execute format('create trigger history_delete after delete on %s referencing old table as old_rows for each statement execute function app.write_history(%s)', table_, args);
end $$;
--> statement-breakpoint
call app.keep_history('branch');
--> statement-breakpoint
call app.keep_history('app_user');
--> statement-breakpoint
call app.keep_history('user_branch');
--> statement-breakpoint
call app.keep_history('observation_type');
--> statement-breakpoint
call app.keep_history('service_plan');
--> statement-breakpoint
call app.keep_history('setting');
--> statement-breakpoint
call app.keep_history('customer');
--> statement-breakpoint
-- Children follow their customer to another branch; that is one change, recorded on the customer.
call app.keep_history('observation', 'branch_id');
--> statement-breakpoint
call app.keep_history('contact', 'branch_id');
--> statement-breakpoint
call app.keep_history('subscription', 'branch_id');
--> statement-breakpoint
call app.keep_history('ticket', 'branch_id');
--> statement-breakpoint
call app.keep_history('invoice', 'branch_id');
