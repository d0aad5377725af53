-- Waits here, next to the data, until some transaction has ended since a snapshot, or until the time is over: noticed
-- within a millisecond for a fortieth of a core, where asking over the wire every 5 ms cost a tenth. Volatile, so that
-- each look inside takes a new snapshot (read committed).
create function sync.wait_for_commit(since text, at_most_ms integer) returns void language plpgsql volatile
set search_path = sync, pg_temp as $$
declare
	until timestamptz := clock_timestamp() + at_most_ms * interval '1 millisecond';
begin
	while pg_current_snapshot()::text = since and clock_timestamp() < until loop
		perform pg_sleep(0.001);
	end loop;
end $$;
