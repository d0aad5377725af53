DROP INDEX "webhook_delivery_due";--> statement-breakpoint
DROP INDEX "webhook_delivery_by_webhook";--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "free_at" timestamptz;--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD COLUMN "seq" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "webhook_delivery_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
CREATE INDEX "webhook_delivery_waiting" ON "webhook_delivery" USING btree ("webhook_id","seq") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_delivery_by_age" ON "webhook_delivery" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "webhook_delivery_by_webhook" ON "webhook_delivery" USING btree ("webhook_id","seq");--> statement-breakpoint
-- Webhooks: an event is queued by the database, in the transaction of the change, so no path can forget it and what is rolled
-- back tells nobody. Where no active webhook wants it, it costs one look into a table of a few rows.
create function app.camel(name text) returns text language sql immutable parallel safe
return left(name, 1) || substr(replace(initcap(replace(name, '_', ' ')), ' ', ''), 2);
--> statement-breakpoint
-- Arguments: the events that this trigger can bring. Only ids and names of changed fields go out, never a value: the receiver
-- asks for the row with its own key, under its own rights. Each webhook hears of the branches in which its person works now.
create function app.queue_webhooks() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_nestloop = off set jit = off as $$
declare
	-- What is no change by itself, or is told as a change of the customer (its branch).
	ignored text[] := array['id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'search', 'name_folded', 'version', 'remarks_yjs', 'notes_yjs']
		|| case when tg_table_name = 'customer' then '{}'::text[] else '{branch_id}' end;
	at_ timestamptz := clock_timestamp();
	who uuid := app.user_id();
	rows_ jsonb[];
	changes_ jsonb[];
begin
	if not exists (select from webhook where active and events && tg_argv) then return null; end if;
	if tg_op = 'INSERT' then
		select array_agg(to_jsonb(r)), array_agg(null::jsonb) into rows_, changes_ from new_rows r;
	elsif tg_op = 'DELETE' then
		select array_agg(to_jsonb(r)), array_agg(null::jsonb) into rows_, changes_ from old_rows r;
	else
		select array_agg(c.whole), array_agg(c.changed) into rows_, changes_ from (
			select n.whole, (
				select jsonb_agg(app.camel(e.key) order by e.key) from jsonb_each(n.told) e where e.value is distinct from o.told -> e.key
			) as changed
			from (select id, w.whole, w.whole - ignored as told from (select id, to_jsonb(r) as whole from new_rows r offset 0) w offset 0) n
			join (select id, w.whole - ignored as told from (select id, to_jsonb(r) as whole from old_rows r offset 0) w offset 0) o using (id)
			where n.told is distinct from o.told
			offset 0
		) c;
	end if;
	if rows_ is null then return null; end if;
	with hooks as materialized (
		select w.id, w.events, array(
			select b.id::text from branch b
			where b.active and (u.role = 'administrator' or exists (select from user_branch ub where ub.user_id = u.id and ub.branch_id = b.id))
		) as branches
		from webhook w join app_user u on u.id = w.user_id and u.active where w.active and w.events && tg_argv
	), happened as materialized (
		select r.n, ev.event, gen_random_uuid() as id, r.whole ->> 'branch_id' as branch_id, r.changed,
			jsonb_build_object('branchId', r.whole -> 'branch_id') || case tg_table_name
				when 'customer' then jsonb_build_object('customerId', r.whole -> 'id')
				when 'observation' then jsonb_build_object('customerId', r.whole -> 'customer_id', 'observationId', r.whole -> 'id')
				when 'reading' then jsonb_build_object('customerId', r.whole -> 'customer_id', 'observationId', r.whole -> 'observation_id', 'readingId', r.whole -> 'id')
				when 'ticket' then jsonb_build_object('customerId', r.whole -> 'customer_id', 'ticketId', r.whole -> 'id')
				when 'ticket_entry' then jsonb_build_object('customerId', r.whole -> 'customer_id', 'ticketId', r.whole -> 'ticket_id', 'entryId', r.whole -> 'id')
			end as ids
		from unnest(rows_, changes_) with ordinality as r (whole, changed, n)
		cross join unnest(tg_argv) as ev (event)
		-- A ticket that comes to one of its ends is updated and closed.
		where ev.event <> 'ticket.closed' or (r.changed ? 'status' and r.whole ->> 'status' in ('closed', 'cancelled'))
	)
	insert into webhook_delivery (id, webhook_id, event, payload, created_at, due_at)
	select gen_random_uuid(), h.id, e.event,
		jsonb_build_object('id', e.id, 'event', e.event, 'at', to_char(at_ at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', who, 'ids', e.ids)
			|| case when e.changed is null then '{}' else jsonb_build_object('changed', e.changed) end,
		at_, date_trunc('milliseconds', at_)
	from happened e join hooks h on e.event = any (h.events) and e.branch_id = any (h.branches)
	order by e.n, e.event <> tg_argv[0], h.id;
	return null;
end $$;
--> statement-breakpoint
create trigger webhook_insert after insert on customer referencing new table as new_rows for each statement execute function app.queue_webhooks('customer.created');
--> statement-breakpoint
create trigger webhook_update after update on customer referencing old table as old_rows new table as new_rows for each statement execute function app.queue_webhooks('customer.updated');
--> statement-breakpoint
create trigger webhook_delete after delete on customer referencing old table as old_rows for each statement execute function app.queue_webhooks('customer.deleted');
--> statement-breakpoint
create trigger webhook_insert after insert on observation referencing new table as new_rows for each statement execute function app.queue_webhooks('observation.created');
--> statement-breakpoint
create trigger webhook_update after update on observation referencing old table as old_rows new table as new_rows for each statement execute function app.queue_webhooks('observation.updated');
--> statement-breakpoint
create trigger webhook_insert after insert on reading referencing new table as new_rows for each statement execute function app.queue_webhooks('observation.read');
--> statement-breakpoint
create trigger webhook_insert after insert on ticket referencing new table as new_rows for each statement execute function app.queue_webhooks('ticket.opened');
--> statement-breakpoint
create trigger webhook_update after update on ticket referencing old table as old_rows new table as new_rows for each statement execute function app.queue_webhooks('ticket.updated', 'ticket.closed');
--> statement-breakpoint
create trigger webhook_insert after insert on ticket_entry referencing new table as new_rows for each statement execute function app.queue_webhooks('ticket.entryAdded');
