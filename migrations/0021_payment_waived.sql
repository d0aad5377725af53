ALTER TABLE "payment" ADD COLUMN "waived_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_waived" CHECK ("payment"."waived_cents" >= 0);