CREATE TABLE "anonymisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"user_id" uuid NOT NULL,
	"ip" text,
	"reason" text NOT NULL,
	"removed" jsonb NOT NULL,
	"files" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"kept_until" date NOT NULL,
	"law" text NOT NULL,
	"facts" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "legal_hold_law" CHECK ("legal_hold"."law" in ('fiscal','connection'))
);
--> statement-breakpoint
ALTER TABLE "access_log" ALTER COLUMN "customer_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "recorded_at" timestamptz DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
CREATE INDEX "anonymisation_by_customer" ON "anonymisation" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "legal_hold_by_term" ON "legal_hold" USING btree ("kept_until");--> statement-breakpoint
CREATE INDEX "access_log_by_branch" ON "access_log" USING btree ("branch_id","at");--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_via" CHECK ("access_log"."via" in ('search','ticket','link','api','print','export','replica'));--> statement-breakpoint
create index customer_anonymised on customer (id) where anonymised_at is not null;
--> statement-breakpoint
-- Who opened whose record: management of the branch reads it, and nobody writes it but by app.note_access.
alter table access_log enable row level security;
--> statement-breakpoint
grant select on access_log to balcao_user;
--> statement-breakpoint
create policy read on access_log for select to balcao_user using (
	branch_id = any ((select app.branch_ids())::uuid[]) and (select app.user_role()) = any ('{manager,administrator}'::text[])
);
--> statement-breakpoint
alter table anonymisation enable row level security;
--> statement-breakpoint
grant select on anonymisation to balcao_user;
--> statement-breakpoint
create policy read on anonymisation for select to balcao_user using (
	branch_id = any ((select app.branch_ids())::uuid[]) and (select app.user_role()) = any ('{manager,administrator}'::text[])
);
--> statement-breakpoint
-- Under seal: no policy, no grant.
alter table legal_hold enable row level security;
--> statement-breakpoint
-- Notes that the person of this transaction reached a record. `at_` is what the person's computer says: never later than now, and
-- not older than an outbox can be. Openings of one record by one person within a quarter of an hour count once, whatever the way,
-- and so do an automation's readings; every print and every export counts. Answers whether a line was written.
create function app.note_access(customer_ uuid, via_ text, at_ timestamptz) returns boolean language plpgsql security definer
set search_path = public, pg_temp as $$
declare
	branch_ uuid := (select branch_id from customer where id = customer_);
	then_ timestamptz := greatest(least(at_, clock_timestamp()), clock_timestamp() - interval '90 days');
	alike text[] := case when via_ in ('search', 'ticket', 'link') then array['search', 'ticket', 'link'] when via_ = 'api' then array['api'] else '{}' end;
begin
	-- Not asked whether the person may see it: by the time an offline note arrives that may have changed, and it was looked at.
	if branch_ is null or app.user_id() is null then return false; end if;
	if exists (
		select from access_log where user_id = app.user_id() and customer_id = customer_ and via = any (alike)
			and at between then_ - interval '15 minutes' and then_ + interval '15 minutes'
	) then return false; end if;
	insert into access_log (id, at, user_id, customer_id, branch_id, via, ip)
	values (gen_random_uuid(), then_, app.user_id(), customer_, branch_, via_, nullif(current_setting('app.ip', true), ''));
	return true;
end $$;
--> statement-breakpoint
-- A forgotten person stays forgotten, by whatever path somebody comes: an outbox that was offline, a text that is still open, SQL
-- by hand. SQLSTATE BL000 is a refusal whose code is the message (src/lib/sync/outcome-of-error.ts).
create function app.keep_anonymised() returns trigger language plpgsql as $$
begin raise exception 'customer_anonymised' using errcode = 'BL000'; end $$;
--> statement-breakpoint
create trigger keep_anonymised before update on customer for each row when (old.anonymised_at is not null) execute function app.keep_anonymised();
--> statement-breakpoint
create function app.keep_anonymised_children() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from customer c where c.anonymised_at is not null and c.id in (select customer_id from new_rows)) then
		raise exception 'customer_anonymised' using errcode = 'BL000';
	end if;
	return null;
end $$;
--> statement-breakpoint
do $$ declare table_ text; begin
	foreach table_ in array array['contact', 'address', 'extra_field_value', 'payment_method', 'document', 'upload', 'observation', 'ticket',
		'ticket_entry', 'work_order', 'subscription', 'login', 'email_account', 'ip_assignment', 'voice_terminal', 'tv_card', 'customer_merge']
	loop
		execute format('create trigger keep_anonymised_insert after insert on %I referencing new table as new_rows for each statement execute function app.keep_anonymised_children()', table_);
		execute format('create trigger keep_anonymised_update after update on %I referencing new table as new_rows for each statement execute function app.keep_anonymised_children()', table_);
	end loop;
end $$;
--> statement-breakpoint
-- What somebody still types into a text of that person, or brings back from an open window, goes nowhere.
create function app.drop_anonymised_text() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	row_ text := split_part(new.name, ':', 2);
begin
	if (case split_part(new.name, ':', 1)
		when 'customer-remarks' then exists (select from customer c where c.anonymised_at is not null and c.id::text = row_)
		when 'ticket-notes' then exists (select from customer c where c.anonymised_at is not null and c.id in (select t.customer_id from ticket t where t.id = row_::uuid))
		else false end)
	then return null; end if;
	return new;
end $$;
--> statement-breakpoint
create trigger keep_anonymised before insert on shared_text_update for each row execute function app.drop_anonymised_text();
