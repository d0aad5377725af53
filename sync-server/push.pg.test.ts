import { describe, expect, it } from 'vitest';
import { ready } from './testing/world.ts';
import { useWorld } from './testing/use-world.ts';

const at = useWorld();

describe('acknowledgements', () => {
	it('[P10] a mutation that commits while the delta before it is being read is acknowledged too', async () => {
		const branch = await at.world.branch('Centro');
		const [first, second] = [await at.world.customer(branch), await at.world.customer(branch)];
		const a = await at.replica(await at.world.person('attendant', [branch]));
		await a.until(ready);
		// Whoever reads a change of a customer must read a contact as well, and contacts are locked.
		await at.world.pool.query(`create function touch_contact() returns trigger language plpgsql security definer as $$ begin
			insert into sync.change (table_id, row_id, scope) values (10, new.id, new.branch_id); return null; end $$`);
		await at.world.pool.query(`create trigger touch_contact after update on customer for each row execute function touch_contact()`);
		const lock = await at.database.pool.connect();
		await lock.query('begin');
		await lock.query('lock table contact in access exclusive mode');
		await a.core.mutate('customer.update', { id: first, changes: { district: { from: null, to: 'Um' } } });
		const waiting = async () => (await at.database.pool.query(`select 1 from pg_locks where relation = 'contact'::regclass and not granted`)).rowCount! > 0;
		while (!(await waiting())) await new Promise((done) => setTimeout(done, 10));
		await a.core.mutate('customer.update', { id: second, changes: { district: { from: null, to: 'Dois' } } });
		while ((await at.database.pool.query(`select 1 from customer where id = $1 and district = 'Dois'`, [second])).rowCount === 0) await new Promise((done) => setTimeout(done, 10));
		await lock.query('commit');
		lock.release();
		await a.until((s) => s.pending === 0, 'both acknowledged');
		await at.world.pool.query(`drop trigger touch_contact on customer`);
		expect(await a.core.verifyNow()).toBe(0);
	});
});
