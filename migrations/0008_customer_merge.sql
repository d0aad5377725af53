CREATE TABLE "customer_merge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"merged_id" uuid NOT NULL,
	"merged_status" text NOT NULL,
	"moved" jsonb NOT NULL,
	"taken" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid NOT NULL,
	"undone_at" timestamptz,
	"undone_by" uuid
);
--> statement-breakpoint
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_merged" FOREIGN KEY ("merged_id") REFERENCES "public"."customer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_merge_by_customer" ON "customer_merge" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customer_merge_by_merged" ON "customer_merge" USING btree ("merged_id");--> statement-breakpoint
call sync.track('customer_merge', 38::smallint, 'branch');
--> statement-breakpoint
call app.branch_shares('customer_merge', '{attendant,finance,technician,manager,administrator}', '{manager,administrator}');
