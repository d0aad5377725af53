CREATE TABLE "collection_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"bank" text NOT NULL,
	"bank_branch" text,
	"bank_branch_digit" text,
	"account_number" text,
	"account_digit" text,
	"portfolio" text,
	"beneficiary_code" text,
	"station" text,
	"origin_byte" text,
	"modality" text,
	"long_numbers" boolean DEFAULT false NOT NULL,
	"beneficiary_name" text NOT NULL,
	"beneficiary_tax_id" text NOT NULL,
	"beneficiary_address" text NOT NULL,
	"cnab_length" integer DEFAULT 240 NOT NULL,
	"pix_key" text,
	CONSTRAINT "collection_account_bank" CHECK ("collection_account"."bank" in ('001','033','104','237','341','748','756')),
	CONSTRAINT "collection_account_cnab" CHECK ("collection_account"."cnab_length" in (240, 400))
);
--> statement-breakpoint
CREATE TABLE "service_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "agreement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"billing_method_id" uuid NOT NULL,
	"debt_cents" bigint NOT NULL,
	"discount_cents" bigint DEFAULT 0 NOT NULL,
	"down_payment_cents" bigint DEFAULT 0 NOT NULL,
	"instalments" integer NOT NULL,
	"first_due_on" date NOT NULL,
	"invoice_ids" jsonb NOT NULL,
	"ended_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "agreement_amounts" CHECK ("agreement"."debt_cents" > 0 and "agreement"."discount_cents" between 0 and "agreement"."debt_cents" and "agreement"."down_payment_cents" >= 0),
	CONSTRAINT "agreement_instalments" CHECK ("agreement"."instalments" between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "boleto" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"collection_account_id" uuid NOT NULL,
	"our_number" text NOT NULL,
	"issued_on" date NOT NULL,
	"due_on" date NOT NULL,
	"amount_cents" bigint NOT NULL,
	"status" text DEFAULT 'issued' NOT NULL,
	"pix_txid" text,
	"pix_url" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "boleto_pix_txid_unique" UNIQUE("pix_txid"),
	CONSTRAINT "boleto_our_number" UNIQUE("collection_account_id","our_number"),
	CONSTRAINT "boleto_of_invoice" UNIQUE("invoice_id","collection_account_id"),
	CONSTRAINT "boleto_status" CHECK ("boleto"."status" in ('issued','sent','registered','rejected','settled','written_off'))
);
--> statement-breakpoint
CREATE TABLE "charge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"billing_method_id" uuid NOT NULL,
	"due_day" integer NOT NULL,
	"competence" text NOT NULL,
	"description" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"invoice_id" uuid,
	"cancelled_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "charge_amount" CHECK ("charge"."amount_cents" > 0),
	CONSTRAINT "charge_due_day" CHECK ("charge"."due_day" between 1 and 31)
);
--> statement-breakpoint
CREATE TABLE "collection_counter" (
	"collection_account_id" uuid PRIMARY KEY NOT NULL,
	"next_our_number" bigint DEFAULT 1 NOT NULL,
	"next_remittance" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invoice_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"item_key" text,
	"kind" text NOT NULL,
	"subscription_id" uuid,
	"description" text NOT NULL,
	"from_on" date,
	"to_on" date,
	"amount_cents" bigint NOT NULL,
	CONSTRAINT "invoice_item_item_key_unique" UNIQUE("item_key"),
	CONSTRAINT "invoice_item_kind" CHECK ("invoice_item"."kind" in ('subscription','charge','credit'))
);
--> statement-breakpoint
CREATE TABLE "invoice_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"competence" text NOT NULL,
	"due_in" text NOT NULL,
	"due_day" integer NOT NULL,
	"status" text NOT NULL,
	"planned" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"invoices" integer DEFAULT 0 NOT NULL,
	"total_cents" bigint DEFAULT 0 NOT NULL,
	"error" text,
	"ended_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "invoice_run_status" CHECK ("invoice_run"."status" in ('running','done','stopped','failed'))
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"paid_on" date NOT NULL,
	"credited_on" date,
	"source" text NOT NULL,
	"principal_cents" bigint NOT NULL,
	"late_cents" bigint DEFAULT 0 NOT NULL,
	"credit_cents" bigint DEFAULT 0 NOT NULL,
	"discount_cents" bigint DEFAULT 0 NOT NULL,
	"origin_key" text,
	"note" text,
	"reversed_at" timestamptz,
	"reversed_by" uuid,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "payment_origin_key_unique" UNIQUE("origin_key"),
	CONSTRAINT "payment_source" CHECK ("payment"."source" in ('cash','boleto','pix','card','bank_debit','transfer','credit')),
	CONSTRAINT "payment_amounts" CHECK (least("payment"."principal_cents", "payment"."late_cents", "payment"."credit_cents", "payment"."discount_cents") >= 0 and "payment"."principal_cents" + "payment"."late_cents" + "payment"."credit_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_promise" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"made_on" date NOT NULL,
	"promised_on" date NOT NULL,
	"amount_cents" bigint NOT NULL,
	"note" text,
	"withdrawn_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "payment_promise_amount" CHECK ("payment_promise"."amount_cents" > 0),
	CONSTRAINT "payment_promise_day" CHECK ("payment_promise"."promised_on" >= "payment_promise"."made_on")
);
--> statement-breakpoint
CREATE TABLE "subscription_price" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"monthly_cents" bigint NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "subscription_price_from" UNIQUE("subscription_id","from_on"),
	CONSTRAINT "subscription_price_amount" CHECK ("subscription_price"."monthly_cents" >= 0)
);
--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "collection_account_id" uuid;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "fine_basis_points" integer DEFAULT 200 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "monthly_interest_basis_points" integer DEFAULT 100 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "instructions" text;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "suspend_minimum_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "suspend_days_overdue" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "suspend_days_before" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "suspend_fixed_day" integer;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "suspend_on_business_day" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_method" ADD COLUMN "suspends_by_itself" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "kind" text DEFAULT 'service' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "billing_method_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "competence" text;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "issued_on" date;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "agreement_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "instalment" integer;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "replaced_by_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "run_key" text;--> statement-breakpoint
ALTER TABLE "service_plan" ADD COLUMN "service_group_id" uuid;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "billing_method_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_of_customer" UNIQUE("id","customer_id","branch_id");--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_billing_method_id_billing_method_id_fk" FOREIGN KEY ("billing_method_id") REFERENCES "public"."billing_method"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "boleto" ADD CONSTRAINT "boleto_collection_account_id_collection_account_id_fk" FOREIGN KEY ("collection_account_id") REFERENCES "public"."collection_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boleto" ADD CONSTRAINT "boleto_invoice" FOREIGN KEY ("invoice_id","customer_id","branch_id") REFERENCES "public"."invoice"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "charge" ADD CONSTRAINT "charge_billing_method_id_billing_method_id_fk" FOREIGN KEY ("billing_method_id") REFERENCES "public"."billing_method"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge" ADD CONSTRAINT "charge_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge" ADD CONSTRAINT "charge_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "collection_counter" ADD CONSTRAINT "collection_counter_collection_account_id_collection_account_id_fk" FOREIGN KEY ("collection_account_id") REFERENCES "public"."collection_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_item" ADD CONSTRAINT "invoice_item_invoice" FOREIGN KEY ("invoice_id","customer_id","branch_id") REFERENCES "public"."invoice"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_invoice" FOREIGN KEY ("invoice_id","customer_id","branch_id") REFERENCES "public"."invoice"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "payment_promise" ADD CONSTRAINT "payment_promise_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "subscription_price" ADD CONSTRAINT "subscription_price_subscription" FOREIGN KEY ("subscription_id","customer_id","branch_id") REFERENCES "public"."subscription"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "agreement_by_customer" ON "agreement" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "charge_by_customer" ON "charge" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "invoice_item_by_invoice" ON "invoice_item" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "invoice_run_by_branch" ON "invoice_run" USING btree ("branch_id","created_at");--> statement-breakpoint
CREATE INDEX "payment_by_invoice" ON "payment" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "payment_by_customer" ON "payment" USING btree ("customer_id","paid_on");--> statement-breakpoint
CREATE INDEX "payment_promise_by_customer" ON "payment_promise" USING btree ("customer_id");--> statement-breakpoint
ALTER TABLE "billing_method" ADD CONSTRAINT "billing_method_collection_account_id_collection_account_id_fk" FOREIGN KEY ("collection_account_id") REFERENCES "public"."collection_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_billing_method_id_billing_method_id_fk" FOREIGN KEY ("billing_method_id") REFERENCES "public"."billing_method"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_plan" ADD CONSTRAINT "service_plan_service_group_id_service_group_id_fk" FOREIGN KEY ("service_group_id") REFERENCES "public"."service_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_billing_method_id_billing_method_id_fk" FOREIGN KEY ("billing_method_id") REFERENCES "public"."billing_method"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_open" ON "invoice" USING btree ("due_on") WHERE "invoice"."paid_at" is null and "invoice"."cancelled_at" is null and "invoice"."replaced_by_id" is null;--> statement-breakpoint
CREATE INDEX "invoice_by_agreement" ON "invoice" USING btree ("agreement_id");--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_run_key_unique" UNIQUE("run_key");--> statement-breakpoint
ALTER TABLE "billing_method" ADD CONSTRAINT "billing_method_fine" CHECK ("billing_method"."fine_basis_points" between 0 and 200);--> statement-breakpoint
ALTER TABLE "billing_method" ADD CONSTRAINT "billing_method_interest" CHECK ("billing_method"."monthly_interest_basis_points" between 0 and 100);--> statement-breakpoint
ALTER TABLE "billing_method" ADD CONSTRAINT "billing_method_fixed_day" CHECK ("billing_method"."suspend_fixed_day" between 1 and 31);--> statement-breakpoint
ALTER TABLE "billing_method" ADD CONSTRAINT "billing_method_suspension" CHECK ("billing_method"."suspend_minimum_cents" >= 0 and "billing_method"."suspend_days_overdue" between 0 and 365 and "billing_method"."suspend_days_before" between 0 and 365);--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_kind" CHECK ("invoice"."kind" in ('service','single','instalment'));--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_competence" CHECK ("invoice"."competence" ~ '^\d{4}-(0[1-9]|1[0-2])$');--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_instalment" CHECK (("invoice"."kind" = 'instalment') = ("invoice"."agreement_id" is not null and "invoice"."instalment" is not null));
--> statement-breakpoint
-- What is there already: the plans go on with the first boleto method, their price holds from their beginning, and each invoice is of
-- the month before its due date's. Nobody has changed anything, so no history is written; replicas of another build are made anew anyway.
do $$ declare
	table_ text;
	method_ uuid := (select id from billing_method where kind = 'boleto' and active order by created_at, id limit 1);
begin
	foreach table_ in array array['subscription', 'invoice'] loop execute format('alter table %I disable trigger user', table_); end loop;
	update subscription set billing_method_id = method_;
	update invoice set billing_method_id = method_, issued_on = created_at::date, competence = to_char(due_on - interval '1 month', 'YYYY-MM');
	foreach table_ in array array['subscription', 'invoice'] loop execute format('alter table %I enable trigger user', table_); end loop;
	insert into subscription_price (id, branch_id, customer_id, subscription_id, from_on, monthly_cents, created_at, created_by, updated_at, updated_by)
	select gen_random_uuid(), branch_id, customer_id, id, started_on, price_cents, created_at, created_by, created_at, created_by from subscription;
end $$;
--> statement-breakpoint
call sync.track('service_group', 39::smallint, 'everyone');
--> statement-breakpoint
call sync.track('collection_account', 40::smallint, 'everyone');
--> statement-breakpoint
call sync.track('subscription_price', 41::smallint, 'branch');
--> statement-breakpoint
call sync.track('charge', 42::smallint, 'branch');
--> statement-breakpoint
call sync.track('agreement', 43::smallint, 'branch');
--> statement-breakpoint
call sync.track('payment_promise', 44::smallint, 'branch');
--> statement-breakpoint
call sync.track('invoice_run', 45::smallint, 'branch');
--> statement-breakpoint
call app.everyone_reads('service_group', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('collection_account', '{manager,administrator}');
--> statement-breakpoint
call app.branch_shares('subscription_price', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('charge', '{attendant,finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('agreement', '{attendant,finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
-- Whoever is on the phone hears the promise.
call app.branch_shares('payment_promise', '{attendant,finance,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('invoice_run', '{finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('invoice_item', '{attendant,finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('payment', '{attendant,finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('boleto', '{attendant,finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
call app.keep_history('service_group');
--> statement-breakpoint
call app.keep_history('collection_account');
--> statement-breakpoint
call app.keep_history('charge', 'branch_id');
--> statement-breakpoint
call app.keep_history('agreement', 'branch_id');
--> statement-breakpoint
call app.keep_history('payment_promise', 'branch_id');
--> statement-breakpoint
call app.keep_history('payment', 'branch_id');
--> statement-breakpoint
-- Numbers of an account are taken here and nowhere else.
alter table collection_counter enable row level security;
--> statement-breakpoint
-- The next `count_` nossos números of an account: the first of them. Whoever else wants some waits for the end of this transaction, and a
-- rollback gives them back: once only and without a gap. Only who may bill takes any.
create function app.take_our_numbers(account_ uuid, count_ integer) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
	first_ bigint;
begin
	if app.user_role() is null or not (app.user_role() = any ('{finance,manager,administrator}'::text[])) then
		raise exception 'permission_denied' using errcode = 'BL000';
	end if;
	if count_ < 1 then raise exception 'app.take_our_numbers: count % is below 1', count_; end if;
	insert into collection_counter (collection_account_id) values (account_) on conflict do nothing;
	update collection_counter set next_our_number = next_our_number + count_ where collection_account_id = account_
	returning next_our_number - count_ into first_;
	return first_;
end $$;
--> statement-breakpoint
insert into sync.number select 'invoice', coalesce(max(number), 0) + 1 from invoice;
--> statement-breakpoint
-- As many numbers of invoices: the first of them. Taken in the transaction that writes the invoices.
create function app.take_invoice_numbers(count_ integer) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if app.user_role() is null or not (app.user_role() = any ('{finance,manager,administrator}'::text[])) then
		raise exception 'permission_denied' using errcode = 'BL000';
	end if;
	if count_ < 1 then raise exception 'app.take_invoice_numbers: count % is below 1', count_; end if;
	return sync.take_numbers('invoice', count_);
end $$;
