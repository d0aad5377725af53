ALTER TABLE "equipment" drop column "search";--> statement-breakpoint
ALTER TABLE "equipment" ADD COLUMN "search" text GENERATED ALWAYS AS (fold(coalesce(serial_number,'') || ' ' || coalesce(kind,'') || ' ' || coalesce(asset_number::text,''))) STORED;--> statement-breakpoint
ALTER TABLE "contract" ADD COLUMN "search" text GENERATED ALWAYS AS (number::text) STORED;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "search" text GENERATED ALWAYS AS (fold(number::text || ' ' || subject)) STORED;--> statement-breakpoint
CREATE INDEX "subscription_started_on" ON "subscription" USING btree ("started_on");--> statement-breakpoint
CREATE INDEX "contract_search" ON "contract" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "work_order_search" ON "work_order" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "equipment_search" ON "equipment" USING gin ("search" gin_trgm_ops);
