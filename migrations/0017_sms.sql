CREATE TABLE "caught_sms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamptz NOT NULL,
	"number" text NOT NULL,
	"sender" text NOT NULL,
	"text" text NOT NULL,
	"parts" integer NOT NULL,
	"encoding" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sms_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"letter_id" uuid NOT NULL,
	"once_key" text NOT NULL,
	"sender_name" text NOT NULL,
	"text" text NOT NULL,
	"parts" integer NOT NULL,
	"part_cents" integer NOT NULL,
	"recipients" jsonb NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "sms_message_once" UNIQUE("once_key"),
	CONSTRAINT "sms_message_recipients" CHECK (jsonb_array_length("sms_message"."recipients") between 1 and 20),
	CONSTRAINT "sms_message_parts" CHECK ("sms_message"."parts" between 1 and 10 and "sms_message"."part_cents" >= 0)
);
--> statement-breakpoint
CREATE TABLE "sms_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"number" text NOT NULL,
	"due_at" timestamptz NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamptz,
	CONSTRAINT "sms_outbox_once" UNIQUE("message_id","number")
);
--> statement-breakpoint
CREATE TABLE "sms_part" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"number" text NOT NULL,
	"part" integer NOT NULL,
	"status" text NOT NULL,
	"reference" text,
	"sent_at" timestamptz NOT NULL,
	CONSTRAINT "sms_part_once" UNIQUE("message_id","number","part"),
	CONSTRAINT "sms_part_status" CHECK ("sms_part"."status" in ('sending','sent','delivered','failed'))
);
--> statement-breakpoint
ALTER TABLE "sms_message" ADD CONSTRAINT "sms_message_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "sms_outbox" ADD CONSTRAINT "sms_outbox_message_id_sms_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."sms_message"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sms_part" ADD CONSTRAINT "sms_part_message_id_sms_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."sms_message"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "caught_sms_by_age" ON "caught_sms" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "sms_message_by_letter" ON "sms_message" USING btree ("letter_id");--> statement-breakpoint
CREATE INDEX "sms_message_by_customer" ON "sms_message" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "sms_message_fresh" ON "sms_message" USING btree ("created_at") WHERE not "sms_message"."archived";--> statement-breakpoint
CREATE INDEX "sms_outbox_due" ON "sms_outbox" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "sms_part_by_reference" ON "sms_part" USING btree ("reference");
--> statement-breakpoint
call sync.track('sms_message', 47::smallint, 'branch');
--> statement-breakpoint
call app.branch_shares('sms_message', '{attendant,finance,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
-- What is archived leaves the replicas, as a row that is out of scope does; the centre itself (who bypasses these policies) goes on seeing it.
create policy fresh on sms_message as restrictive for select to balcao_user using (not archived);
--> statement-breakpoint
create trigger keep_anonymised_insert after insert on sms_message referencing new table as new_rows for each statement execute function app.keep_anonymised_children();
--> statement-breakpoint
create trigger keep_anonymised_update after update on sms_message referencing new table as new_rows for each statement execute function app.keep_anonymised_children();
--> statement-breakpoint
-- Every mobile is queued in the transaction of the message, whichever path made it, so that none is forgotten and what is rolled back goes
-- to nobody.
create function app.queue_sms() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into sms_outbox (id, message_id, number, due_at)
	select gen_random_uuid(), m.id, r ->> 'number', clock_timestamp() from new_rows m cross join jsonb_array_elements(m.recipients) r
	where r ->> 'status' = 'queued'
	on conflict do nothing;
	return null;
end $$;
--> statement-breakpoint
create trigger queue_sms after insert on sms_message referencing new table as new_rows for each statement execute function app.queue_sms();
--> statement-breakpoint
alter table sms_outbox enable row level security;
--> statement-breakpoint
alter table sms_part enable row level security;
--> statement-breakpoint
alter table caught_sms enable row level security;
--> statement-breakpoint
-- 244 random bits: what a gateway signs its notices with, until SMS_STATUS_SECRET says otherwise.
insert into server_key values ('sms-status', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), clock_timestamp());
