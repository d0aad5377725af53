-- What technicians may not see they do not see in Histórico either: the tables of money that came since the rule was written.
drop policy read on history;
--> statement-breakpoint
create policy read on history for select to balcao_user using (
	case when branch_id is null then (select app.user_role()) in ('manager', 'administrator')
	else branch_id = any ((select app.branch_ids())::uuid[])
		and (table_name not in ('invoice', 'payment_method', 'payment', 'charge', 'agreement', 'payment_promise', 'debt_notice')
			or (select app.user_role()) <> 'technician') end
);
