-- What the collection of debts and the switch tell webhooks. As before (0016), with their tables and what their changes mean.
create or replace function app.webhook_ids(table_ text, row_ jsonb) returns jsonb language sql immutable parallel safe
return jsonb_build_object('branchId', row_ -> 'branch_id') || case table_
	when 'customer' then jsonb_build_object('customerId', row_ -> 'id')
	when 'observation' then jsonb_build_object('customerId', row_ -> 'customer_id', 'observationId', row_ -> 'id')
	when 'reading' then jsonb_build_object('customerId', row_ -> 'customer_id', 'observationId', row_ -> 'observation_id', 'readingId', row_ -> 'id')
	when 'ticket' then jsonb_build_object('customerId', row_ -> 'customer_id', 'ticketId', row_ -> 'id')
	when 'ticket_entry' then jsonb_build_object('customerId', row_ -> 'customer_id', 'ticketId', row_ -> 'ticket_id', 'entryId', row_ -> 'id')
	when 'invoice' then jsonb_build_object('customerId', row_ -> 'customer_id', 'invoiceId', row_ -> 'id')
	when 'payment' then jsonb_build_object('customerId', row_ -> 'customer_id', 'invoiceId', row_ -> 'invoice_id', 'paymentId', row_ -> 'id')
	when 'payment_promise' then jsonb_build_object('customerId', row_ -> 'customer_id', 'promiseId', row_ -> 'id')
	-- One by the ladder has no batch.
	when 'suspension' then jsonb_strip_nulls(jsonb_build_object('customerId', row_ -> 'customer_id', 'subscriptionId', row_ -> 'subscription_id', 'suspensionId', row_ -> 'id', 'batchId', row_ -> 'batch_id'))
	else jsonb_build_object('customerId', row_ -> 'customer_id', app.camel(table_) || 'Id', row_ -> 'id')
end;
--> statement-breakpoint
create or replace function app.webhook_happens(event_ text, row_ jsonb, changed_ jsonb) returns boolean language sql immutable parallel safe
return case event_
	-- A ticket that comes to one of its ends is updated and closed.
	when 'ticket.closed' then changed_ ? 'status' and row_ ->> 'status' in ('closed', 'cancelled')
	when 'invoice.paid' then changed_ ? 'paidAt' and row_ ->> 'paid_at' is not null
	when 'invoice.cancelled' then changed_ ? 'cancelledAt' and row_ ->> 'cancelled_at' is not null
	when 'payment.reversed' then changed_ ? 'reversedAt' and row_ ->> 'reversed_at' is not null
	when 'promise.withdrawn' then changed_ ? 'withdrawnAt' and row_ ->> 'withdrawn_at' is not null
	-- Of the plan: from this commit on its logins are answered otherwise.
	when 'subscription.suspended' then changed_ ? 'status' and row_ ->> 'status' = 'suspended'
	when 'subscription.restored' then changed_ ? 'status' and row_ ->> 'status' = 'active'
	-- The way back is verified too, but what was waited for is that nobody surfs on.
	when 'suspension.verified' then changed_ ? 'status' and row_ ->> 'status' = 'verified' and row_ ->> 'direction' = 'suspend'
	when 'suspension.failed' then changed_ ? 'status' and row_ ->> 'status' = 'failed'
	when 'suspension.ended' then changed_ ? 'endedAt' and row_ ->> 'ended_at' is not null
	else true
end;
--> statement-breakpoint
create trigger webhook_insert after insert on agreement referencing new table as new_rows for each statement execute function app.queue_webhooks('agreement.created');
--> statement-breakpoint
create trigger webhook_insert after insert on payment_promise referencing new table as new_rows for each statement execute function app.queue_webhooks('promise.created');
--> statement-breakpoint
create trigger webhook_update after update on payment_promise referencing old table as old_rows new table as new_rows for each statement execute function app.queue_webhooks('promise.withdrawn');
--> statement-breakpoint
create trigger webhook_insert after insert on debt_notice referencing new table as new_rows for each statement execute function app.queue_webhooks('debtNotice.created');
--> statement-breakpoint
create trigger webhook_update after update on subscription referencing old table as old_rows new table as new_rows for each statement execute function app.queue_webhooks('subscription.suspended', 'subscription.restored');
--> statement-breakpoint
create trigger webhook_insert after insert on suspension referencing new table as new_rows for each statement execute function app.queue_webhooks('suspension.created');
--> statement-breakpoint
create trigger webhook_update after update on suspension referencing old table as old_rows new table as new_rows for each statement execute function app.queue_webhooks('suspension.verified', 'suspension.failed', 'suspension.ended');
