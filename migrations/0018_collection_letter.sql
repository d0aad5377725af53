-- Cartas de Cobrança are e-mails like any other: what they have more is the letter they are, their batch, and the key that keeps them one a day.
ALTER TABLE "mail_message" ADD COLUMN "message_template_id" uuid;--> statement-breakpoint
ALTER TABLE "mail_message" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "mail_message" ADD COLUMN "letter_key" text;--> statement-breakpoint
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_message_template_id_message_template_id_fk" FOREIGN KEY ("message_template_id") REFERENCES "public"."message_template"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_message_by_batch" ON "mail_message" USING btree ("batch_id");--> statement-breakpoint
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_letter" UNIQUE("letter_key");
