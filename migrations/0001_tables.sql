CREATE TABLE "branch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"city" text NOT NULL,
	"state" text NOT NULL,
	"area_code" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"expires_at" timestamptz,
	"revoked_at" timestamptz,
	"last_used_at" timestamptz,
	CONSTRAINT "api_key_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "app_user_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"last_seen_at" timestamptz NOT NULL,
	"ip" text,
	"user_agent" text,
	"ended_at" timestamptz,
	"wipe_at" timestamptz,
	CONSTRAINT "session_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "user_branch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"branch_id" uuid NOT NULL,
	CONSTRAINT "user_branch_once" UNIQUE("user_id","branch_id")
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"code" integer NOT NULL,
	"person_kind" text NOT NULL,
	"name" text NOT NULL,
	"trade_name" text,
	"tax_id" text NOT NULL,
	"state_registration" text,
	"status" text DEFAULT 'active' NOT NULL,
	"registered_on" date NOT NULL,
	"phone" text,
	"mobile" text,
	"fax" text,
	"email" text,
	"address" text NOT NULL,
	"district" text,
	"city" text NOT NULL,
	"state" text NOT NULL,
	"postal_code" text,
	"reference" text,
	"condominium" text,
	"billing_address" text,
	"billing_district" text,
	"billing_city" text,
	"billing_state" text,
	"billing_postal_code" text,
	"remarks" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"search" text GENERATED ALWAYS AS (fold(coalesce(name,'') || ' ' || coalesce(trade_name,'') || ' ' || code::text || ' ' || coalesce(tax_id,'') || ' ' || coalesce(phone,'') || ' ' || coalesce(mobile,'') || ' ' || coalesce(email,'') || ' ' || coalesce(address,'') || ' ' || coalesce(district,'') || ' ' || coalesce(city,''))) STORED,
	"name_folded" text GENERATED ALWAYS AS (fold(name)) STORED,
	CONSTRAINT "customer_code_unique" UNIQUE("code"),
	CONSTRAINT "customer_in_branch" UNIQUE("id","branch_id"),
	CONSTRAINT "customer_person_kind" CHECK ("customer"."person_kind" in ('natural','legal')),
	CONSTRAINT "customer_status" CHECK ("customer"."status" in ('active','inactive'))
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"name" text NOT NULL,
	"job_title" text,
	"phone" text,
	"mobile" text,
	"sms_consent" boolean DEFAULT false NOT NULL,
	"email" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "observation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"observation_type_id" uuid NOT NULL,
	"text" text NOT NULL,
	"must_read" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "observation_of_customer" UNIQUE("id","customer_id","branch_id")
);
--> statement-breakpoint
CREATE TABLE "observation_type" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "reading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"observation_id" uuid NOT NULL,
	"observation_version" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"due_on" date NOT NULL,
	"amount_cents" bigint NOT NULL,
	"paid_at" timestamptz,
	"paid_cents" bigint,
	"cancelled_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "invoice_number_unique" UNIQUE("number"),
	CONSTRAINT "invoice_amount" CHECK ("invoice"."amount_cents" >= 0)
);
--> statement-breakpoint
CREATE TABLE "service_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"download_kbps" integer NOT NULL,
	"upload_kbps" integer NOT NULL,
	"price_cents" bigint NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "subscription" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"service_plan_id" uuid NOT NULL,
	"status" text NOT NULL,
	"price_cents" bigint NOT NULL,
	"due_day" integer NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "subscription_status" CHECK ("subscription"."status" in ('active','suspended','cancelled'))
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"protocol" bigint NOT NULL,
	"subject" text NOT NULL,
	"status" text NOT NULL,
	"closed_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "ticket_protocol_unique" UNIQUE("protocol"),
	CONSTRAINT "ticket_status" CHECK ("ticket"."status" in ('open','waiting','closed'))
);
--> statement-breakpoint
CREATE TABLE "overwrite_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"by_user_id" uuid NOT NULL,
	"field" text NOT NULL,
	"lost_value" text,
	"new_value" text,
	"created_at" timestamptz NOT NULL,
	"seen_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "setting_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid,
	"customer_id" uuid,
	"table_name" text NOT NULL,
	"row_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"at" timestamptz NOT NULL,
	"user_id" uuid,
	"ip" text,
	"changes" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_branch" ADD CONSTRAINT "user_branch_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_branch" ADD CONSTRAINT "user_branch_branch_id_branch_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branch"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_branch_id_branch_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_observation_type_id_observation_type_id_fk" FOREIGN KEY ("observation_type_id") REFERENCES "public"."observation_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "reading" ADD CONSTRAINT "reading_observation" FOREIGN KEY ("observation_id","customer_id","branch_id") REFERENCES "public"."observation"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_service_plan_id_service_plan_id_fk" FOREIGN KEY ("service_plan_id") REFERENCES "public"."service_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "overwrite_notice" ADD CONSTRAINT "overwrite_notice_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "customer_branch" ON "customer" USING btree ("branch_id");--> statement-breakpoint
CREATE INDEX "customer_name_folded" ON "customer" USING btree ("name_folded" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "customer_tax_id" ON "customer" USING btree ("tax_id" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "customer_phone" ON "customer" USING btree ("phone" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "customer_mobile" ON "customer" USING btree ("mobile" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "customer_email" ON "customer" USING btree ("email");--> statement-breakpoint
CREATE INDEX "customer_search" ON "customer" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "contact_by_customer" ON "contact" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "observation_by_customer" ON "observation" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "reading_by_customer" ON "reading" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "reading_by_observation" ON "reading" USING btree ("observation_id");--> statement-breakpoint
CREATE INDEX "invoice_by_customer" ON "invoice" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "subscription_by_customer" ON "subscription" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "ticket_by_customer" ON "ticket" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "overwrite_notice_user" ON "overwrite_notice" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "history_by_customer" ON "history" USING btree ("customer_id","at");--> statement-breakpoint
CREATE INDEX "history_by_row" ON "history" USING btree ("row_id","at");