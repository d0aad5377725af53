CREATE TABLE "invoice_run_problem" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_run_id" uuid NOT NULL,
	"invoice_id" uuid,
	"code" text NOT NULL,
	"attempt" integer NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "job_request_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"key" text NOT NULL,
	"data" jsonb NOT NULL,
	"start_after" timestamptz,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invoice_run" DROP CONSTRAINT "invoice_run_status";--> statement-breakpoint
ALTER TABLE "invoice_item" ADD COLUMN "invoice_run_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_run" ADD COLUMN "expected_invoices" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_run" ADD COLUMN "expected_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_run" ADD COLUMN "failed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_run" ADD COLUMN "without_boleto" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_run" ADD COLUMN "kept" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_run" ADD COLUMN "attempt" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_run" ADD COLUMN "after_customer_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_run_problem" ADD CONSTRAINT "invoice_run_problem_invoice_run_id_invoice_run_id_fk" FOREIGN KEY ("invoice_run_id") REFERENCES "public"."invoice_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_run_problem" ADD CONSTRAINT "invoice_run_problem_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_run_problem" ADD CONSTRAINT "invoice_run_problem_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "invoice_run_problem_by_run" ON "invoice_run_problem" USING btree ("invoice_run_id");--> statement-breakpoint
CREATE INDEX "job_request_by_seq" ON "job_request" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "invoice_item_by_run" ON "invoice_item" USING btree ("invoice_run_id","invoice_id") WHERE "invoice_item"."invoice_run_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_run_at_work" ON "invoice_run" USING btree ("branch_id","competence","due_day") WHERE "invoice_run"."status" in ('waiting','running','undoing');--> statement-breakpoint
ALTER TABLE "invoice_run" ADD CONSTRAINT "invoice_run_status" CHECK ("invoice_run"."status" in ('waiting','running','done','stopped','failed','undoing','undone'));
--> statement-breakpoint
call app.branch_shares('invoice_run_problem', '{finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
-- Written by the function below and read by the node alone: nobody sees or changes what others have asked for.
alter table job_request enable row level security;
--> statement-breakpoint
-- Asks for a job in the transaction of the change that it follows from: kept and lost together with it. Two
-- requests of one name and key become one job when they are handed over.
create function app.request_job(name_ text, key_ text, data_ jsonb, after_ timestamptz default null) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into job_request (id, name, key, data, start_after, created_at)
	values (gen_random_uuid(), name_, key_, data_, after_, clock_timestamp());
end $$;
