-- A crash of Postgres takes back the numbers of transactions that were rolled back and not written out yet: they are
-- given again. A replica whose cursor says that it has seen such a number would miss what is done under it later.
-- Postgres empties an unlogged table after an unclean end, and on a promoted or restored copy, and only then: where this
-- one is empty, cursors given out so far mean nothing.
create unlogged table sync.clean (singleton boolean primary key default true check (singleton));
--> statement-breakpoint
insert into sync.clean default values;
--> statement-breakpoint
-- The present epoch, renewed first if need be. Several nodes may ask at once: one renews it, the others wait for that.
create function sync.epoch() returns uuid language plpgsql volatile security definer set search_path = sync, pg_temp as $$
begin
	if not exists (select from sync.clean) then
		insert into sync.clean default values on conflict do nothing;
		if found then perform sync.new_epoch(); end if;
	end if;
	return (select epoch from sync.state);
end $$;
