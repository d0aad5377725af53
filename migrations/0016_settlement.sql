CREATE TABLE "bank_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"collection_account_id" uuid NOT NULL,
	"sequence" integer,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"lines" integer NOT NULL,
	"status" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"settled" integer DEFAULT 0 NOT NULL,
	"settled_cents" bigint DEFAULT 0 NOT NULL,
	"noted" integer DEFAULT 0 NOT NULL,
	"queued" integer DEFAULT 0 NOT NULL,
	"repeated" integer DEFAULT 0 NOT NULL,
	"problems" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"ended_at" timestamptz,
	CONSTRAINT "bank_file_once" UNIQUE("collection_account_id","kind","sha256"),
	CONSTRAINT "bank_file_of_sequence" UNIQUE("collection_account_id","sequence"),
	CONSTRAINT "bank_file_kind" CHECK ("bank_file"."kind" in ('remessa','retorno')),
	CONSTRAINT "bank_file_status" CHECK ("bank_file"."status" in ('waiting','running','done','failed')),
	CONSTRAINT "bank_file_sequence" CHECK (("bank_file"."kind" = 'remessa') = ("bank_file"."sequence" is not null))
);
--> statement-breakpoint
CREATE TABLE "bank_file_line" (
	"bank_file_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"raw" text NOT NULL,
	"occurrence" text,
	"meaning" text,
	"our_number" text,
	"paid_cents" bigint,
	"occurred_on" date,
	"decision" text,
	"reason" text,
	"settlement_key" text,
	"invoice_id" uuid,
	"payment_id" uuid,
	CONSTRAINT "bank_file_line_bank_file_id_number_pk" PRIMARY KEY("bank_file_id","number"),
	CONSTRAINT "bank_file_line_settlement_key_unique" UNIQUE("settlement_key"),
	CONSTRAINT "bank_file_line_decision" CHECK ("bank_file_line"."decision" in ('settled','noted','kept','queued','repeated','problem'))
);
--> statement-breakpoint
CREATE TABLE "bank_file_title" (
	"bank_file_id" uuid NOT NULL,
	"boleto_id" uuid NOT NULL,
	"command" text NOT NULL,
	"due_on" date NOT NULL,
	"refused_at" timestamptz,
	CONSTRAINT "bank_file_title_bank_file_id_boleto_id_command_pk" PRIMARY KEY("bank_file_id","boleto_id","command"),
	CONSTRAINT "bank_file_title_command" CHECK ("bank_file_title"."command" in ('register','cancel','change_due'))
);
--> statement-breakpoint
CREATE TABLE "pix_event" (
	"end_to_end_id" text PRIMARY KEY NOT NULL,
	"txid" text,
	"key" text,
	"cents" bigint NOT NULL,
	"at" timestamptz NOT NULL,
	"received_at" timestamptz NOT NULL,
	"payload" jsonb NOT NULL,
	"decision" text,
	"invoice_id" uuid,
	"payment_id" uuid
);
--> statement-breakpoint
CREATE TABLE "settlement_queue" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bank_file_id" uuid,
	"line" integer,
	"end_to_end_id" text,
	"reason" text NOT NULL,
	"reference" text NOT NULL,
	"invoice_id" uuid,
	"cents" bigint NOT NULL,
	"paid_on" date,
	"credited_on" date,
	"origin_key" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"payment_id" uuid,
	"note" text,
	"created_at" timestamptz NOT NULL,
	"resolved_at" timestamptz,
	"resolved_by" uuid,
	CONSTRAINT "settlement_queue_origin_key_unique" UNIQUE("origin_key"),
	CONSTRAINT "settlement_queue_status" CHECK ("settlement_queue"."status" in ('open','settled','reversed','ignored')),
	CONSTRAINT "settlement_queue_source" CHECK (("settlement_queue"."bank_file_id" is null) <> ("settlement_queue"."end_to_end_id" is null))
);
--> statement-breakpoint
ALTER TABLE "bank_file" ADD CONSTRAINT "bank_file_collection_account_id_collection_account_id_fk" FOREIGN KEY ("collection_account_id") REFERENCES "public"."collection_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_file_line" ADD CONSTRAINT "bank_file_line_bank_file_id_bank_file_id_fk" FOREIGN KEY ("bank_file_id") REFERENCES "public"."bank_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_file_title" ADD CONSTRAINT "bank_file_title_bank_file_id_bank_file_id_fk" FOREIGN KEY ("bank_file_id") REFERENCES "public"."bank_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_file_title" ADD CONSTRAINT "bank_file_title_boleto_id_boleto_id_fk" FOREIGN KEY ("boleto_id") REFERENCES "public"."boleto"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_queue" ADD CONSTRAINT "settlement_queue_bank_file_id_bank_file_id_fk" FOREIGN KEY ("bank_file_id") REFERENCES "public"."bank_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_queue" ADD CONSTRAINT "settlement_queue_end_to_end_id_pix_event_end_to_end_id_fk" FOREIGN KEY ("end_to_end_id") REFERENCES "public"."pix_event"("end_to_end_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_file_by_age" ON "bank_file" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "bank_file_open" ON "bank_file" USING btree ("created_at") WHERE "bank_file"."status" in ('waiting','running');--> statement-breakpoint
CREATE INDEX "bank_file_line_by_decision" ON "bank_file_line" USING btree ("bank_file_id","decision","number");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_file_title_once" ON "bank_file_title" USING btree ("boleto_id","command","due_on") WHERE "bank_file_title"."refused_at" is null;--> statement-breakpoint
CREATE INDEX "settlement_queue_open" ON "settlement_queue" USING btree ("created_at") WHERE "settlement_queue"."status" = 'open';
--> statement-breakpoint
-- Read and written by the node alone: what a bank says concerns customers of every branch, and the endpoints tell each person their part.
alter table bank_file enable row level security;
--> statement-breakpoint
alter table bank_file_line enable row level security;
--> statement-breakpoint
alter table bank_file_title enable row level security;
--> statement-breakpoint
alter table pix_event enable row level security;
--> statement-breakpoint
alter table settlement_queue enable row level security;
--> statement-breakpoint
-- Banks fill a nosso número up with zeros: it is looked up without.
create index boleto_bare_number on boleto (collection_account_id, ltrim(our_number, '0'));
--> statement-breakpoint
create index invoice_bare_boleto_number on invoice (ltrim(boleto_number, '0'));
--> statement-breakpoint
-- The next remessa's number of an account: taken in the transaction that makes the file, so that the bank finds no gap.
create function app.take_remittance_number(account_ uuid) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
	number_ integer;
begin
	if app.user_role() is null or not (app.user_role() = any ('{finance,manager,administrator}'::text[])) then
		raise exception 'permission_denied' using errcode = 'BL000';
	end if;
	insert into collection_counter (collection_account_id) values (account_) on conflict do nothing;
	update collection_counter set next_remittance = next_remittance + 1 where collection_account_id = account_
	returning next_remittance - 1 into number_;
	return number_;
end $$;
--> statement-breakpoint
-- What an event is about, by its table: ids only.
create function app.webhook_ids(table_ text, row_ jsonb) returns jsonb language sql immutable parallel safe
return jsonb_build_object('branchId', row_ -> 'branch_id') || case table_
	when 'customer' then jsonb_build_object('customerId', row_ -> 'id')
	when 'observation' then jsonb_build_object('customerId', row_ -> 'customer_id', 'observationId', row_ -> 'id')
	when 'reading' then jsonb_build_object('customerId', row_ -> 'customer_id', 'observationId', row_ -> 'observation_id', 'readingId', row_ -> 'id')
	when 'ticket' then jsonb_build_object('customerId', row_ -> 'customer_id', 'ticketId', row_ -> 'id')
	when 'ticket_entry' then jsonb_build_object('customerId', row_ -> 'customer_id', 'ticketId', row_ -> 'ticket_id', 'entryId', row_ -> 'id')
	when 'invoice' then jsonb_build_object('customerId', row_ -> 'customer_id', 'invoiceId', row_ -> 'id')
	when 'payment' then jsonb_build_object('customerId', row_ -> 'customer_id', 'invoiceId', row_ -> 'invoice_id', 'paymentId', row_ -> 'id')
	else jsonb_build_object('customerId', row_ -> 'customer_id', app.camel(table_) || 'Id', row_ -> 'id')
end;
--> statement-breakpoint
-- Does this change of a row bring this event? Most are brought by every change; these only by what their name says.
create function app.webhook_happens(event_ text, row_ jsonb, changed_ jsonb) returns boolean language sql immutable parallel safe
return case event_
	-- A ticket that comes to one of its ends is updated and closed.
	when 'ticket.closed' then changed_ ? 'status' and row_ ->> 'status' in ('closed', 'cancelled')
	when 'invoice.paid' then changed_ ? 'paidAt' and row_ ->> 'paid_at' is not null
	when 'invoice.cancelled' then changed_ ? 'cancelledAt' and row_ ->> 'cancelled_at' is not null
	when 'payment.reversed' then changed_ ? 'reversedAt' and row_ ->> 'reversed_at' is not null
	else true
end;
--> statement-breakpoint
-- As before (0009), with what an event is about and whether it happens in functions of their own: a new table is a line there.
create or replace function app.queue_webhooks() returns trigger language plpgsql security definer
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
		select r.n, ev.event, gen_random_uuid() as id, r.whole ->> 'branch_id' as branch_id, r.changed, app.webhook_ids(tg_table_name, r.whole) as ids
		from unnest(rows_, changes_) with ordinality as r (whole, changed, n)
		cross join unnest(tg_argv) as ev (event)
		where app.webhook_happens(ev.event, r.whole, r.changed)
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
create trigger webhook_insert after insert on invoice referencing new table as new_rows for each statement execute function app.queue_webhooks('invoice.created');
--> statement-breakpoint
create trigger webhook_update after update on invoice referencing old table as old_rows new table as new_rows for each statement execute function app.queue_webhooks('invoice.updated', 'invoice.paid', 'invoice.cancelled');
--> statement-breakpoint
create trigger webhook_insert after insert on payment referencing new table as new_rows for each statement execute function app.queue_webhooks('payment.created');
--> statement-breakpoint
create trigger webhook_update after update on payment referencing old table as old_rows new table as new_rows for each statement execute function app.queue_webhooks('payment.reversed');
