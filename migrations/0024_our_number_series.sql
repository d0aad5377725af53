CREATE TABLE "collection_series" (
	"collection_account_id" uuid NOT NULL,
	"series" text NOT NULL,
	"next_our_number" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "collection_series_collection_account_id_series_pk" PRIMARY KEY("collection_account_id","series")
);
--> statement-breakpoint
ALTER TABLE "collection_series" ADD CONSTRAINT "collection_series_collection_account_id_collection_account_id_fk" FOREIGN KEY ("collection_account_id") REFERENCES "public"."collection_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Numbers of an account are taken in the functions below and nowhere else.
alter table collection_series enable row level security;
--> statement-breakpoint
-- A Sicredi nosso número is year, byte of origin and five digits. Until now one counter went on from year to year: what has begun goes on
-- from there, so that no number comes twice.
insert into collection_series (collection_account_id, series, next_our_number)
select distinct a.id, left(b.our_number, 3), c.next_our_number
from collection_account a join collection_counter c on c.collection_account_id = a.id join boleto b on b.collection_account_id = a.id
where a.bank = '748' and b.our_number ~ '^[0-9]{8}$';
--> statement-breakpoint
drop function app.take_our_numbers(uuid, integer);
--> statement-breakpoint
-- The next `count_` nossos números of an account: the first of them. A series that is not there yet begins at 1; the empty one is the account's
-- only one. Whoever else wants some waits for the end of this transaction, and a rollback gives them back: once only and without a gap. Only
-- who may bill takes any.
create function app.take_our_numbers(account_ uuid, count_ integer, series_ text) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
	first_ bigint;
begin
	if app.user_role() is null or not (app.user_role() = any ('{finance,manager,administrator}'::text[])) then
		raise exception 'permission_denied' using errcode = 'BL000';
	end if;
	if count_ < 1 then raise exception 'app.take_our_numbers: count % is below 1', count_; end if;
	if series_ is null then raise exception 'app.take_our_numbers: no series'; end if;
	if series_ = '' then
		insert into collection_counter (collection_account_id) values (account_) on conflict do nothing;
		update collection_counter set next_our_number = next_our_number + count_ where collection_account_id = account_
		returning next_our_number - count_ into first_;
	else
		insert into collection_series (collection_account_id, series) values (account_, series_) on conflict do nothing;
		update collection_series set next_our_number = next_our_number + count_ where collection_account_id = account_ and series = series_
		returning next_our_number - count_ into first_;
	end if;
	return first_;
end $$;
--> statement-breakpoint
-- The nosso número that would be taken next. It is still anybody's.
create function app.next_our_number(account_ uuid, series_ text) returns bigint language sql stable security definer set search_path = public, pg_temp as $$
	select coalesce(case series_
		when '' then (select next_our_number from collection_counter where collection_account_id = account_)
		else (select next_our_number from collection_series where collection_account_id = account_ and series = series_)
	end, 1)
$$;
