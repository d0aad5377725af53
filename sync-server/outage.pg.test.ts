import { expect, it } from 'vitest';
import { RawClient } from './testing/raw-client.ts';
import { startTestPostgres } from './testing/database.ts';
import { until } from './testing/use-world.ts';
import { openReplica, openWorld, ready } from './testing/world.ts';

it('[S6 P7] while Postgres is away the link stays up and claims nothing new; afterwards everything goes on, once', async () => {
	const postgres = await startTestPostgres();
	const world = await openWorld(postgres.url);
	try {
		const branch = await world.branch('Centro');
		const id = await world.customer(branch);
		const person = await world.person('attendant', [branch]);
		const client = await RawClient.open(world.url, person.token);
		await client.join();
		await client.next('delta');
		const replica = await openReplica(world, person);
		await replica.until(ready);

		await postgres.server.stop('fast');
		const away = new Date().toISOString();
		await replica.core.mutate('customer.update', { id, changes: { district: { from: null, to: 'Enquanto fora' } } });
		expect((await client.next('beat')).message.at < away).toBe(true);
		expect((await client.next('beat')).message.at < away).toBe(true);

		await postgres.restart('fast');
		await replica.until((s) => s.pending === 0 && ready(s), 'landed');
		expect(replica.status().refused).toBe(0);
		expect((await world.pool.query(`select district from customer where id = $1`, [id])).rows).toEqual([{ district: 'Enquanto fora' }]);
		await world.pool.query(`update customer set district = 'Por SQL' where id = $1`, [id]);
		await replica.sees(`select district from customer`, [{ district: 'Por SQL' }]);
		let at = '';
		while (at < away) at = (await client.next('beat')).message.at;
		client.close();
		await replica.close();
	} finally {
		await world.close();
		await postgres.stop();
	}
});

it('[H4] after a crash of Postgres, numbers of transactions that were lost with it are not taken for those already seen', async () => {
	// A transaction that was rolled back leaves its number in no log until the log is written out, here for ten seconds.
	const postgres = await startTestPostgres({ settings: { wal_writer_delay: '10s' } });
	const world = await openWorld(postgres.url);
	try {
		const branch = await world.branch('Centro');
		const id = await world.customer(branch);
		const replica = await openReplica(world, await world.person('attendant', [branch]));
		await replica.until(ready);
		const client = await world.pool.connect();
		for (let n = 0; n < 300; n++) {
			await client.query('begin');
			await client.query('select pg_current_xact_id()');
			await client.query('rollback');
		}
		client.release();
		// A cursor from after them, which no commit has written out.
		await replica.core.verifyNow();
		await postgres.restart('immediate');
		await until(
			async () => (await world.pool.query(`update customer set district = 'Depois' where id = $1`, [id]).catch(() => null)) !== null,
			'Postgres is back'
		);
		await replica.sees(`select district from customer`, [{ district: 'Depois' }]);
		await replica.until(ready);
		expect(replica.status().repairs).toBe(0);
		await replica.close();
	} finally {
		await world.close();
		await postgres.stop();
	}
});
