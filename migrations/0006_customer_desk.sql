CREATE TABLE "address_type" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "billing_method" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"kind" text NOT NULL,
	CONSTRAINT "billing_method_kind" CHECK ("billing_method"."kind" in ('boleto','bank_debit','card','phone_bill'))
);
--> statement-breakpoint
CREATE TABLE "cancellation_reason" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "contact_type" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "extra_field" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"owner" text NOT NULL,
	"kind" text NOT NULL,
	"choices" text,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "extra_field_owner" CHECK ("extra_field"."owner" in ('customer','contact')),
	CONSTRAINT "extra_field_kind" CHECK ("extra_field"."kind" in ('text','number','date','yes_no','choice'))
);
--> statement-breakpoint
CREATE TABLE "message_template" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"channel" text NOT NULL,
	"body" text,
	"body_yjs" text,
	CONSTRAINT "message_template_channel" CHECK ("message_template"."channel" in ('email','sms','ticket'))
);
--> statement-breakpoint
CREATE TABLE "sender_address" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"email" text NOT NULL,
	"subject" text NOT NULL,
	"sms" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "extra_field_value" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"contact_id" uuid,
	"extra_field_id" uuid NOT NULL,
	"value" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "extra_field_value_of_contact" UNIQUE("contact_id","extra_field_id")
);
--> statement-breakpoint
CREATE TABLE "address" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"address_type_id" uuid NOT NULL,
	"postal_code" text,
	"street" text NOT NULL,
	"number" text,
	"unit" text,
	"complement" text,
	"district" text,
	"city" text NOT NULL,
	"state" text NOT NULL,
	"reference" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "card_token" (
	"payment_method_id" uuid PRIMARY KEY NOT NULL,
	"tokeniser" text NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_method" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"billing_method_id" uuid NOT NULL,
	"debit_status" text DEFAULT 'pending' NOT NULL,
	"bank_branch" text,
	"account_number" text,
	"account_kind" text,
	"identifier_code" text,
	"card_brand" text,
	"card_last_four" text,
	"card_expiry_month" integer,
	"card_expiry_year" integer,
	"phone" text,
	"phone_contract" text,
	"authorised_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "payment_method_status" CHECK ("payment_method"."debit_status" in ('pending','sent','authorised','refused','cancelled')),
	CONSTRAINT "payment_method_last_four" CHECK ("payment_method"."card_last_four" ~ '^[0-9]{4}$')
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"description" text NOT NULL,
	"remark" text,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"deleted_at" timestamptz,
	"deleted_by" uuid,
	CONSTRAINT "document_bytes" CHECK ("document"."bytes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"description" text NOT NULL,
	"remark" text,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"parts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz NOT NULL,
	"touched_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contract" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"signed_on" date,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "contract_number" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "email_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"deleted_at" timestamptz,
	"deleted_by" uuid,
	"search" text GENERATED ALWAYS AS (fold(coalesce(address,''))) STORED
);
--> statement-breakpoint
CREATE TABLE "equipment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid,
	"kind" text NOT NULL,
	"serial_number" text NOT NULL,
	"asset_number" bigint,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"search" text GENERATED ALWAYS AS (fold(coalesce(serial_number,'') || ' ' || coalesce(kind,''))) STORED,
	CONSTRAINT "equipment_asset_number" UNIQUE("asset_number")
);
--> statement-breakpoint
CREATE TABLE "ip_assignment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"ip" text,
	"mac" text,
	"mac2" text,
	"onu_mac" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"deleted_at" timestamptz,
	"deleted_by" uuid,
	"search" text GENERATED ALWAYS AS (fold(coalesce(ip,'') || ' ' || coalesce(mac,'') || ' ' || coalesce(mac2,'') || ' ' || coalesce(onu_mac,''))) STORED
);
--> statement-breakpoint
CREATE TABLE "login" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"username" text NOT NULL,
	"password" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"deleted_at" timestamptz,
	"deleted_by" uuid,
	"search" text GENERATED ALWAYS AS (fold(coalesce(username,''))) STORED
);
--> statement-breakpoint
CREATE TABLE "tv_card" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"smartcard" text NOT NULL,
	"cas_number" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"deleted_at" timestamptz,
	"deleted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "voice_terminal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"number" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"deleted_at" timestamptz,
	"deleted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "ticket_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"from_value" text,
	"to_value" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "ticket_entry_kind" CHECK ("ticket_entry"."kind" in ('call','message','visit','note','status','assignment'))
);
--> statement-breakpoint
CREATE TABLE "ticket_type" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"due_hours" integer,
	"team_id" uuid,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "work_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"ticket_id" uuid,
	"number" bigint NOT NULL,
	"subject" text NOT NULL,
	"description" text,
	"status" text NOT NULL,
	"technician_id" uuid,
	"scheduled_at" timestamptz,
	"done_at" timestamptz,
	"outcome" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "work_order_number_unique" UNIQUE("number"),
	CONSTRAINT "work_order_status" CHECK ("work_order"."status" in ('open','scheduled','in_progress','done','cancelled'))
);
--> statement-breakpoint
CREATE TABLE "favourite" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"option" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "favourite_once" UNIQUE("user_id","option")
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL,
	"user_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"branch_id" uuid NOT NULL,
	"via" text NOT NULL,
	"ip" text
);
--> statement-breakpoint
CREATE TABLE "postal_code_cache" (
	"postal_code" text PRIMARY KEY NOT NULL,
	"street" text,
	"district" text,
	"city" text,
	"state" text,
	"found" integer NOT NULL,
	"asked_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shared_text_update" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "shared_text_update_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"update" "bytea" NOT NULL,
	"user_id" uuid,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_row" (
	"row_id" uuid PRIMARY KEY NOT NULL,
	"import_run_id" uuid NOT NULL,
	"table_name" text NOT NULL,
	"line" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"branch_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"status" text NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	"undone_at" timestamptz,
	"undone_by" uuid
);
--> statement-breakpoint
CREATE TABLE "webhook" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"events" text[] NOT NULL,
	"user_id" uuid NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook_id" uuid NOT NULL,
	"event" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"due_at" timestamptz,
	"attempts" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"response_status" integer,
	"error" text,
	"delivered_at" timestamptz
);
--> statement-breakpoint
ALTER TABLE "ticket" DROP CONSTRAINT "ticket_status";--> statement-breakpoint
ALTER TABLE "customer" drop column "search";--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "search" text GENERATED ALWAYS AS (fold(coalesce(name,'') || ' ' || coalesce(trade_name,'') || ' ' || code::text || ' ' || coalesce(tax_id,'') || ' ' || coalesce(phone,'') || ' ' || coalesce(mobile,'') || ' ' || coalesce(email,'') || ' ' || coalesce(address,'') || ' ' || coalesce(district,'') || ' ' || coalesce(city,'') || ' ' || coalesce(reference,''))) STORED;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "remarks_yjs" text;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "auto_suspend" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "charge_boleto_fee" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "itemised_tax_invoice" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "fiscal_code" text;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "charge_extra_email" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "allow_discounts" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "email_before_due" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "email_delinquency" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "anonymised_at" timestamptz;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "contact_type_id" uuid;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "fax" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "nextel" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "birth_on" date;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "tax_id" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "identity_card" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "remarks" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "father_name" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "mother_name" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "search" text GENERATED ALWAYS AS (fold(coalesce(name,'') || ' ' || coalesce(phone,'') || ' ' || coalesce(mobile,'') || ' ' || coalesce(nextel,'') || ' ' || coalesce(email,'') || ' ' || coalesce(tax_id,''))) STORED;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "boleto_number" text;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "tax_invoice_number" text;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "installation_address" text;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "installation_district" text;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "installation_city" text;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "installation_reference" text;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "domain" text;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "circuit_number" text;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "search" text GENERATED ALWAYS AS (fold(coalesce(installation_address,'') || ' ' || coalesce(installation_district,'') || ' ' || coalesce(installation_city,'') || ' ' || coalesce(installation_reference,'') || ' ' || coalesce(domain,'') || ' ' || coalesce(circuit_number,''))) STORED;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "ticket_type_id" uuid;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "contact_name" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "contact_phone" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "team_id" uuid;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "assignee_id" uuid;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "due_at" timestamptz;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "automatic" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "notes" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "notes_yjs" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "search" text GENERATED ALWAYS AS (fold(protocol::text || ' ' || subject || ' ' || coalesce(contact_name,'') || ' ' || coalesce(contact_phone,''))) STORED;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_of_customer" UNIQUE("id","customer_id","branch_id");--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_of_customer" UNIQUE("id","customer_id","branch_id");--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_of_customer" UNIQUE("id","customer_id","branch_id");--> statement-breakpoint
ALTER TABLE "extra_field_value" ADD CONSTRAINT "extra_field_value_extra_field_id_extra_field_id_fk" FOREIGN KEY ("extra_field_id") REFERENCES "public"."extra_field"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extra_field_value" ADD CONSTRAINT "extra_field_value_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "extra_field_value" ADD CONSTRAINT "extra_field_value_contact" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address" ADD CONSTRAINT "address_address_type_id_address_type_id_fk" FOREIGN KEY ("address_type_id") REFERENCES "public"."address_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address" ADD CONSTRAINT "address_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "card_token" ADD CONSTRAINT "card_token_payment_method_id_payment_method_id_fk" FOREIGN KEY ("payment_method_id") REFERENCES "public"."payment_method"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_method" ADD CONSTRAINT "payment_method_billing_method_id_billing_method_id_fk" FOREIGN KEY ("billing_method_id") REFERENCES "public"."billing_method"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_method" ADD CONSTRAINT "payment_method_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_subscription" FOREIGN KEY ("subscription_id","customer_id","branch_id") REFERENCES "public"."subscription"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "email_account" ADD CONSTRAINT "email_account_subscription" FOREIGN KEY ("subscription_id","customer_id","branch_id") REFERENCES "public"."subscription"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "equipment" ADD CONSTRAINT "equipment_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "ip_assignment" ADD CONSTRAINT "ip_assignment_subscription" FOREIGN KEY ("subscription_id","customer_id","branch_id") REFERENCES "public"."subscription"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "login" ADD CONSTRAINT "login_subscription" FOREIGN KEY ("subscription_id","customer_id","branch_id") REFERENCES "public"."subscription"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "tv_card" ADD CONSTRAINT "tv_card_subscription" FOREIGN KEY ("subscription_id","customer_id","branch_id") REFERENCES "public"."subscription"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "voice_terminal" ADD CONSTRAINT "voice_terminal_subscription" FOREIGN KEY ("subscription_id","customer_id","branch_id") REFERENCES "public"."subscription"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "ticket_entry" ADD CONSTRAINT "ticket_entry_ticket" FOREIGN KEY ("ticket_id","customer_id","branch_id") REFERENCES "public"."ticket"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "ticket_type" ADD CONSTRAINT "ticket_type_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_technician_id_app_user_id_fk" FOREIGN KEY ("technician_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "favourite" ADD CONSTRAINT "favourite_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_import_run_id_import_run_id_fk" FOREIGN KEY ("import_run_id") REFERENCES "public"."import_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhook"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "extra_field_value_by_customer" ON "extra_field_value" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "address_by_customer" ON "address" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "payment_method_by_customer" ON "payment_method" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "document_by_customer" ON "document" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "contract_by_customer" ON "contract" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "email_account_by_customer" ON "email_account" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "email_account_address" ON "email_account" USING btree ("address");--> statement-breakpoint
CREATE INDEX "email_account_search" ON "email_account" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "equipment_by_customer" ON "equipment" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "equipment_serial_number" ON "equipment" USING btree ("serial_number");--> statement-breakpoint
CREATE INDEX "equipment_search" ON "equipment" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "ip_assignment_by_customer" ON "ip_assignment" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "ip_assignment_ip" ON "ip_assignment" USING btree ("ip");--> statement-breakpoint
CREATE INDEX "ip_assignment_mac" ON "ip_assignment" USING btree ("mac");--> statement-breakpoint
CREATE INDEX "ip_assignment_mac2" ON "ip_assignment" USING btree ("mac2");--> statement-breakpoint
CREATE INDEX "ip_assignment_onu_mac" ON "ip_assignment" USING btree ("onu_mac");--> statement-breakpoint
CREATE INDEX "ip_assignment_search" ON "ip_assignment" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "login_by_customer" ON "login" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "login_username" ON "login" USING btree ("username");--> statement-breakpoint
CREATE INDEX "login_search" ON "login" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "tv_card_by_customer" ON "tv_card" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "tv_card_smartcard" ON "tv_card" USING btree ("smartcard" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "tv_card_cas_number" ON "tv_card" USING btree ("cas_number" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "voice_terminal_by_customer" ON "voice_terminal" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "voice_terminal_number" ON "voice_terminal" USING btree ("number" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "ticket_entry_by_ticket" ON "ticket_entry" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "work_order_by_customer" ON "work_order" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "access_log_by_customer" ON "access_log" USING btree ("customer_id","at");--> statement-breakpoint
CREATE INDEX "access_log_by_user" ON "access_log" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "shared_text_update_by_name" ON "shared_text_update" USING btree ("name","seq");--> statement-breakpoint
CREATE INDEX "import_row_by_run" ON "import_row" USING btree ("import_run_id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "webhook_delivery_by_webhook" ON "webhook_delivery" USING btree ("webhook_id","created_at");--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_contact_type_id_contact_type_id_fk" FOREIGN KEY ("contact_type_id") REFERENCES "public"."contact_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_ticket_type_id_ticket_type_id_fk" FOREIGN KEY ("ticket_type_id") REFERENCES "public"."ticket_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_assignee_id_app_user_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_mobile" ON "contact" USING btree ("mobile");--> statement-breakpoint
CREATE INDEX "contact_email" ON "contact" USING btree ("email");--> statement-breakpoint
CREATE INDEX "contact_search" ON "contact" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "invoice_boleto_number" ON "invoice" USING btree ("boleto_number" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "invoice_tax_invoice_number" ON "invoice" USING btree ("tax_invoice_number" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "subscription_search" ON "subscription" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "ticket_queue" ON "ticket" USING btree ("branch_id","status");--> statement-breakpoint
CREATE INDEX "ticket_search" ON "ticket" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_priority" CHECK ("ticket"."priority" in ('low','normal','high','urgent'));--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_status" CHECK ("ticket"."status" in ('open','in_progress','waiting','closed','cancelled'));--> statement-breakpoint
-- It went with the column that was made anew.
CREATE INDEX "customer_search" ON "customer" USING gin ("search" gin_trgm_ops);
--> statement-breakpoint
-- One value of a field for a customer itself; its contacts' have a constraint of their own.
create unique index extra_field_value_of_customer on extra_field_value (customer_id, extra_field_id) where contact_id is null;
--> statement-breakpoint
-- The change log, the rights and the history of the new tables.
call sync.track('contact_type', 15::smallint, 'everyone');
--> statement-breakpoint
call sync.track('address_type', 16::smallint, 'everyone');
--> statement-breakpoint
call sync.track('cancellation_reason', 17::smallint, 'everyone');
--> statement-breakpoint
call sync.track('team', 18::smallint, 'everyone');
--> statement-breakpoint
call sync.track('ticket_type', 19::smallint, 'everyone');
--> statement-breakpoint
call sync.track('sender_address', 20::smallint, 'everyone');
--> statement-breakpoint
call sync.track('billing_method', 21::smallint, 'everyone');
--> statement-breakpoint
call sync.track('extra_field', 22::smallint, 'everyone');
--> statement-breakpoint
call sync.track('message_template', 23::smallint, 'everyone');
--> statement-breakpoint
call sync.track('favourite', 24::smallint, 'everyone');
--> statement-breakpoint
call sync.track('address', 25::smallint, 'branch');
--> statement-breakpoint
call sync.track('extra_field_value', 26::smallint, 'branch');
--> statement-breakpoint
call sync.track('payment_method', 27::smallint, 'branch');
--> statement-breakpoint
call sync.track('document', 28::smallint, 'branch');
--> statement-breakpoint
call sync.track('ticket_entry', 29::smallint, 'branch');
--> statement-breakpoint
call sync.track('work_order', 30::smallint, 'branch');
--> statement-breakpoint
call sync.track('login', 31::smallint, 'branch');
--> statement-breakpoint
call sync.track('email_account', 32::smallint, 'branch');
--> statement-breakpoint
call sync.track('ip_assignment', 33::smallint, 'branch');
--> statement-breakpoint
call sync.track('voice_terminal', 34::smallint, 'branch');
--> statement-breakpoint
call sync.track('tv_card', 35::smallint, 'branch');
--> statement-breakpoint
call sync.track('contract', 36::smallint, 'branch');
--> statement-breakpoint
call sync.track('equipment', 37::smallint, 'branch');
--> statement-breakpoint
call app.everyone_reads('contact_type', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('address_type', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('cancellation_reason', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('team', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('ticket_type', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('sender_address', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('billing_method', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('extra_field', '{manager,administrator}');
--> statement-breakpoint
call app.everyone_reads('message_template', '{manager,administrator}');
--> statement-breakpoint
-- Everybody may see the stars, and set only their own.
alter table favourite enable row level security;
--> statement-breakpoint
grant select, insert, update, delete on favourite to balcao_user;
--> statement-breakpoint
create policy read on favourite for select to balcao_user using ((select app.user_id()) is not null);
--> statement-breakpoint
create policy write on favourite for all to balcao_user using (user_id = (select app.user_id())) with check (user_id = (select app.user_id()));
--> statement-breakpoint
call app.branch_shares('address', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('extra_field_value', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
-- How somebody pays is no business of who climbs his roof.
call app.branch_shares('payment_method', '{attendant,finance,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('document', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('ticket_entry', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('work_order', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('login', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('email_account', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('ip_assignment', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('voice_terminal', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('tv_card', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('contract', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('equipment', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,technician,manager,administrator}');
--> statement-breakpoint
call app.keep_history('contact_type');
--> statement-breakpoint
call app.keep_history('address_type');
--> statement-breakpoint
call app.keep_history('cancellation_reason');
--> statement-breakpoint
call app.keep_history('team');
--> statement-breakpoint
call app.keep_history('ticket_type');
--> statement-breakpoint
call app.keep_history('sender_address');
--> statement-breakpoint
call app.keep_history('billing_method');
--> statement-breakpoint
call app.keep_history('extra_field');
--> statement-breakpoint
call app.keep_history('message_template', 'body_yjs');
--> statement-breakpoint
call app.keep_history('address', 'branch_id');
--> statement-breakpoint
call app.keep_history('extra_field_value', 'branch_id');
--> statement-breakpoint
call app.keep_history('payment_method', 'branch_id');
--> statement-breakpoint
call app.keep_history('document', 'branch_id');
--> statement-breakpoint
call app.keep_history('work_order', 'branch_id');
--> statement-breakpoint
-- A secret is no part of a history either.
call app.keep_history('login', 'branch_id', 'password');
--> statement-breakpoint
call app.keep_history('email_account', 'branch_id');
--> statement-breakpoint
call app.keep_history('ip_assignment', 'branch_id');
--> statement-breakpoint
call app.keep_history('voice_terminal', 'branch_id');
--> statement-breakpoint
call app.keep_history('tv_card', 'branch_id');
--> statement-breakpoint
call app.keep_history('contract', 'branch_id');
--> statement-breakpoint
call app.keep_history('equipment', 'branch_id');
--> statement-breakpoint
-- Whoever may not see a table does not see its changes either.
drop policy read on history;
--> statement-breakpoint
create policy read on history for select to balcao_user using (
	case when branch_id is null then (select app.user_role()) in ('manager', 'administrator')
	else branch_id = any ((select app.branch_ids())::uuid[])
		and (table_name not in ('invoice', 'payment_method') or (select app.user_role()) <> 'technician') end
);
--> statement-breakpoint
insert into sync.number values ('workOrder', 1000001), ('contract', 100001);
--> statement-breakpoint
-- The state of a shared text is no change by itself: its text is.
drop trigger history_insert on customer;
--> statement-breakpoint
drop trigger history_update on customer;
--> statement-breakpoint
drop trigger history_delete on customer;
--> statement-breakpoint
call app.keep_history('customer', 'remarks_yjs');
--> statement-breakpoint
drop trigger history_insert on ticket;
--> statement-breakpoint
drop trigger history_update on ticket;
--> statement-breakpoint
drop trigger history_delete on ticket;
--> statement-breakpoint
call app.keep_history('ticket', 'branch_id', 'notes_yjs');
