import { describe, expect, it, vi } from 'vitest';
import { newUuid } from '#lib/sync/ids.ts';
import { ready, type TestReplica } from './testing/world.ts';
import { useWorld } from './testing/use-world.ts';

const at = useWorld();

async function office(): Promise<{ branch: string; customer: string; replica: TestReplica }> {
	const branch = await at.world.branch('Centro');
	const customer = await at.world.customer(branch, 'Ana');
	await at.world.pool.query(
		`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) select gen_random_uuid(), $1, $2, 'Contato ' || n, now(), now() from generate_series(1, 4500) n`,
		[branch, customer]
	);
	const replica = await at.replica(await at.world.person('attendant', [branch]), { keepFrames: true });
	await replica.until(ready);
	await replica.sees(`select count(*)::int as n from contact`, [{ n: 4500 }]);
	return { branch, customer, replica };
}
/** Writes past the engine, as a defect or a bad disk would. */
const corrupt = async (replica: TestReplica, sql: string): Promise<void> => {
	const [pg] = [...replica.storage.kept.values()];
	await pg!.transaction(async (tx) => {
		await tx.exec(`set local session_replication_role = replica`);
		await tx.exec(sql);
	});
};
const everything = `select md5(string_agg(c::text, ',' order by id)) as sum from (select id, branch_id, customer_id, name, mobile from contact) c`;

describe('check and repair', () => {
	it('[C1 C2] rows that were changed, lost and made up by hand are found, repaired and counted', async () => {
		const { branch, customer, replica } = await office();
		const [before] = await replica.core.sql<{ sum: string }>(everything);
		await replica.core.verifyNow();
		expect(replica.status().repairs).toBe(0);
		replica.frames.length = 0;
		await corrupt(replica, `update contact set mobile = '19999999999' where id = (select id from contact order by id limit 1)`);
		await corrupt(replica, `delete from contact where id = (select id from contact order by id desc limit 1)`);
		await corrupt(
			replica,
			`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) values ('${newUuid()}', '${branch}', '${customer}', 'Inventado', now(), now())`
		);
		await corrupt(replica, `update customer set name = 'Outra'`);
		expect(await replica.core.verifyNow()).toBeGreaterThanOrEqual(2);
		expect(await replica.core.sql(everything)).toEqual([before]);
		expect(await replica.core.sql(`select name, name_folded from customer`)).toEqual([{ name: 'Ana', name_folded: 'ana' }]);
		const repairs = replica.status().repairs;
		expect(await replica.core.verifyNow()).toBe(repairs);
		expect(at.world.logs.filter((l) => l.startsWith('DEFECT')).length).toBe(repairs);
		expect(at.world.centre.metrics()).toContain(`balcao_repairs_total ${repairs}\n`);
		// Only ranges of 2,000 rows that differed came again.
		const sent = replica.frames.filter((f) => f.startsWith('{"t":"range"')).map((f) => JSON.parse(f.split('\n')[0]!) as { table: string });
		expect(sent).toHaveLength(repairs);
	});

	it('[C1] what is pending does not count as a difference, and stays on the screen through a repair', async () => {
		const { customer, replica } = await office();
		const repairsBefore = replica.status().repairs;
		// The push waits for this lock, the deltas do not.
		const lock = await at.database.pool.connect();
		await lock.query('begin');
		await lock.query(`select from sync.client where client_id = $1 for update`, [replica.journal.state!.clientId]);
		await replica.core.mutate('customer.update', { id: customer, changes: { district: { from: null, to: 'Pendente' } } });
		expect(await replica.core.sql(`select district from customer`)).toEqual([{ district: 'Pendente' }]);
		await corrupt(replica, `update contact set mobile = '1' where id = (select id from contact order by id limit 1)`);
		const verified = replica.core.verifyNow();
		await lock.query('commit');
		lock.release();
		await verified;
		await replica.until((s) => s.pending === 0 && s.repairs === repairsBefore + 1, 'one range repaired');
		expect(
			await replica.core.sql(`select district, (select count(*)::int from contact where mobile = '1') as wrong from customer`)
		).toEqual([{ district: 'Pendente', wrong: 0 }]);
	});

	it('[C1] comparing while others write all the time finds nothing to repair', async () => {
		const { branch, replica } = await office();
		let writing = true;
		const writer = (async () => {
			for (let n = 0; writing; n++) {
				await at.world.pool.query(
					`update contact set mobile = $2 where branch_id = $1 and id in (select id from contact where branch_id = $1 order by md5(id::text || $2) limit 20)`,
					[branch, String(n)]
				);
				if (n % 3 === 0)
					await at.world.pool.query(
						`delete from contact where id = (select id from contact where branch_id = $1 order by md5(id::text || $2::text) limit 1)`,
						[branch, String(n)]
					);
			}
		})();
		for (let n = 0; n < 4; n++) await replica.core.verifyNow();
		writing = false;
		await writer;
		expect(replica.status().repairs).toBe(0);
	});

	it('[C4] a table that is being emptied: the check waits, and the new epoch verifies what TRUNCATE took', async () => {
		const { replica } = await office();
		const emptying = await at.database.pool.connect();
		await emptying.query('begin');
		await emptying.query(`truncate contact, extra_field_value`);
		const verified = replica.core.verifyNow();
		await vi.waitFor(async () => {
			const { rows } = await at.world.pool.query(
				`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%contact%'`
			);
			expect(rows).toHaveLength(1);
		});
		// What was waiting is to answer before the node learns of the new epoch, which would end the session.
		await at.world.pool.query(
			`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%wait_for_commit%' and pid <> pg_backend_pid()`
		);
		await emptying.query('commit');
		emptying.release();
		await verified;
		await replica.sees(`select count(*)::int as n from contact`, [{ n: 0 }]);
		await replica.until(ready);
		expect(replica.status().repairs).toBe(0);
	});

	it('[C1] both ends compute the same checksum of every kind of value', async () => {
		const branch = await at.world.branch('Centro');
		const customer = await at.world.customer(branch, `Zé "D'Água" \\ ; -- ção 🙂 <script>`);
		await at.world.pool.query(
			`update customer set remarks = $2, registered_on = '0001-01-01', created_at = '2026-11-21 12:34:56.123456+00', tax_id = '12ABC34501DE35' where id = $1`,
			[customer, 'linha 1\nlinha 2\t{"a": 1}\u00a0\u2028']
		);
		await at.world.pool.query(
			`insert into setting (id, key, value, created_at, updated_at) values ($1, $2, '{"b": [1, 2.50, null], "a": "ü"}', now(), now())`,
			[newUuid(), newUuid()]
		);
		await at.world.pool.query(
			`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, paid_at, created_at, updated_at) values ($1, $2, $3, 9007199254740993, '9999-12-31', 9007199254740993, '1999-12-31 23:59:59.9+00', now(), now())`,
			[newUuid(), branch, customer]
		);
		const replica = await at.replica(await at.world.person('attendant', [branch]));
		await replica.until(ready);
		await at.world.pool.query(`update invoice set paid_cents = 1 where branch_id = $1`, [branch]);
		await replica.sees(`select paid_cents::text, number::text from invoice`, [{ paid_cents: '1', number: '9007199254740993' }]);
		expect(await replica.core.verifyNow()).toBe(0);
	});
});
