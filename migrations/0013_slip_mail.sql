CREATE TABLE "caught_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamptz NOT NULL,
	"message_id" text NOT NULL,
	"address" text NOT NULL,
	"sender" text NOT NULL,
	"subject" text NOT NULL,
	"raw" "bytea" NOT NULL,
	CONSTRAINT "caught_mail_once" UNIQUE("message_id","address")
);
--> statement-breakpoint
CREATE TABLE "mail_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"invoice_ids" jsonb NOT NULL,
	"sender_name" text NOT NULL,
	"sender_email" text NOT NULL,
	"subject" text NOT NULL,
	"body" text,
	"read_receipt" boolean DEFAULT false NOT NULL,
	"recipients" jsonb NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "mail_message_kind" CHECK ("mail_message"."kind" in ('boleto','letter')),
	CONSTRAINT "mail_message_recipients" CHECK (jsonb_array_length("mail_message"."recipients") between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "mail_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"address" text NOT NULL,
	"due_at" timestamptz NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamptz,
	CONSTRAINT "mail_outbox_once" UNIQUE("message_id","address")
);
--> statement-breakpoint
CREATE TABLE "server_key" (
	"purpose" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_outbox_message_id_mail_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."mail_message"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "caught_mail_by_age" ON "caught_mail" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "mail_message_by_customer" ON "mail_message" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "mail_message_fresh" ON "mail_message" USING btree ("created_at") WHERE not "mail_message"."archived";--> statement-breakpoint
CREATE INDEX "mail_outbox_due" ON "mail_outbox" USING btree ("due_at");
--> statement-breakpoint
call sync.track('mail_message', 46::smallint, 'branch');
--> statement-breakpoint
call app.branch_shares('mail_message', '{attendant,finance,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
-- What is archived leaves the replicas, as a row that is out of scope does; the centre itself (who bypasses these policies) goes on seeing it.
create policy fresh on mail_message as restrictive for select to balcao_user using (not archived);
--> statement-breakpoint
create trigger keep_anonymised_insert after insert on mail_message referencing new table as new_rows for each statement execute function app.keep_anonymised_children();
--> statement-breakpoint
create trigger keep_anonymised_update after update on mail_message referencing new table as new_rows for each statement execute function app.keep_anonymised_children();
--> statement-breakpoint
-- Every recipient is queued in the transaction of the message, whichever path made it, so that none is forgotten and what is rolled back
-- goes to nobody. The key of a line stays the same in every attempt: mail servers and readers know a message by it.
create function app.queue_mail() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into mail_outbox (id, message_id, address, due_at)
	select gen_random_uuid(), m.id, r ->> 'address', clock_timestamp() from new_rows m cross join jsonb_array_elements(m.recipients) r
	where r ->> 'status' = 'queued'
	on conflict do nothing;
	return null;
end $$;
--> statement-breakpoint
create trigger queue_mail after insert on mail_message referencing new table as new_rows for each statement execute function app.queue_mail();
--> statement-breakpoint
alter table mail_outbox enable row level security;
--> statement-breakpoint
alter table caught_mail enable row level security;
--> statement-breakpoint
alter table server_key enable row level security;
--> statement-breakpoint
-- 244 random bits: what the links of boletos are signed with.
insert into server_key values ('slip-link', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), clock_timestamp());
