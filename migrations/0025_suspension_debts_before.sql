-- What a suspension is for are the debts that were overdue by the bank's calendar when it was asked for: an invoice due on a Saturday can be
-- paid without fee until Monday. Who paid all that was overdue on that Monday stayed cut off because of it.
ALTER TABLE "suspension" ADD COLUMN "debts_before" date;--> statement-breakpoint
-- It says nothing to whoever reads Histórico.
drop trigger history_insert on suspension;
--> statement-breakpoint
drop trigger history_update on suspension;
--> statement-breakpoint
drop trigger history_delete on suspension;
--> statement-breakpoint
call app.keep_history('suspension', 'branch_id', 'status', 'failure', 'failure_detail', 'reasons', 'debts_before');
--> statement-breakpoint
-- Weekends are known here, holidays are not: of those from before, one that began after a holiday waits for what was due on it, as ever.
-- Where a reason was written and nothing was owed, nothing was overdue.
update suspension set debts_before = from_on - case extract(isodow from from_on) when 1 then 2 when 7 then 1 else 0 end
where kind = 'debt' and (reason is null or app.owes(customer_id, subscription_id, from_on));
--> statement-breakpoint
create or replace function app.restore_paid() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update suspension s set
		direction = case when s.in_force_at is null then s.direction else 'restore' end,
		status = case when s.in_force_at is null then 'withdrawn' else 'queued' end,
		failure = null, failure_detail = null,
		restore_cause = 'paid', restore_requested_at = now(), restored_by = app.user_id(),
		ended_at = case when s.in_force_at is null then now() end,
		updated_at = now(), updated_by = app.user_id()
	from (
		select distinct n.customer_id from new_rows n join old_rows o using (id)
		where (o.paid_at is null and o.cancelled_at is null and o.replaced_by_id is null)
			and (n.paid_at is not null or n.cancelled_at is not null or n.replaced_by_id is not null)
	) c
	where s.customer_id = c.customer_id and s.kind = 'debt' and s.ended_at is null and s.direction = 'suspend'
		and not app.owes(s.customer_id, s.subscription_id, s.debts_before);
	return null;
end $$;
