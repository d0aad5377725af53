-- One user name is one plan's. RADIUS tells a name and nothing else: with two plans behind it, a suspension would cut off whoever came last.
-- What a cancelled plan held belongs to nobody any more (Itens Apagados, M1 6.3), so its name is free.
update login l set deleted_at = now(), updated_at = now()
from subscription s
where s.id = l.subscription_id and s.status = 'cancelled' and l.deleted_at is null
	and exists (select from login o where o.username = l.username and o.id <> l.id and o.deleted_at is null);
--> statement-breakpoint
-- Which of two customers in service is meant, nobody but the provider can say.
do $$ declare names text; begin
	select string_agg(username, ', ' order by username) into names
	from (select username from login where deleted_at is null group by username having count(*) > 1 order by username limit 20) n;
	if names is not null then
		raise exception 'Several plans in service share a RADIUS user name: %. Give each its own, or set deleted_at of those not in use, in table login; then start again.', names
			using errcode = 'unique_violation';
	end if;
end $$;
--> statement-breakpoint
CREATE UNIQUE INDEX "login_username_once" ON "login" USING btree ("username") WHERE "login"."deleted_at" is null;
