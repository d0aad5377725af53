import { describe, expect, it } from 'vitest';
import { newUuid } from '#lib/sync/ids.ts';
import { ready } from './testing/world.ts';
import { until, useWorld } from './testing/use-world.ts';

const at = useWorld();
const contacts = (branch: string, customer: string, count: number): Promise<unknown> =>
	at.world.pool.query(
		`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) select gen_random_uuid(), $1, $2, 'Contato ' || n, now(), now() from generate_series(1, $3::int) n`,
		[branch, customer, count]
	);

describe('first load', () => {
	it('[L2] what moves while pages come is healed by the delta from the cursor before them', async () => {
		const [branch, other] = [await at.world.branch('Centro'), await at.world.branch('Longe')];
		const [stays, leaves, changes] = [
			await at.world.customer(branch, 'Fica'),
			await at.world.customer(branch, 'Sai'),
			await at.world.customer(branch, 'Muda')
		];
		let meddled = false;
		const replica = await at.replica(await at.world.person('attendant', [branch]), {
			transport: (t) => ({
				...t,
				fetchPage: async (path, signal) => {
					// After the customers, before what hangs on them.
					if (path.includes('table=observation&') && !meddled) {
						meddled = true;
						await at.world.pool.query(`update customer set name = 'Mudou' where id = $1`, [changes]);
						await at.world.pool.query(`update customer set branch_id = $2 where id = $1`, [leaves, other]);
						await at.world.customer(branch, 'Chega');
						await contacts(branch, stays, 10);
					}
					return await t.fetchPage(path, signal);
				}
			})
		});
		await replica.until(ready);
		expect(meddled).toBe(true);
		await replica.sees(`select name from customer order by name`, [{ name: 'Chega' }, { name: 'Fica' }, { name: 'Mudou' }]);
		await replica.sees(`select count(*)::int as n from contact`, [{ n: 10 }]);
		expect(await replica.core.verifyNow()).toBe(0);
	});

	it('[L3] goes on after a lost link with the page that was missing, and asks for none twice', async () => {
		const branch = await at.world.branch('Centro');
		await contacts(branch, await at.world.customer(branch), 20_050);
		const asked: string[] = [];
		let lose = true;
		const replica = await at.replica(await at.world.person('attendant', [branch]), {
			mayFail: true,
			transport: (t) => ({
				...t,
				fetchPage: async (path, signal) => {
					asked.push(path);
					if (lose && path.includes('table=contact&') && path.includes('after=')) {
						lose = false;
						t.cut();
						throw new Error('the link is gone');
					}
					return await t.fetchPage(path, signal);
				}
			})
		});
		await replica.until(ready);
		await replica.sees(`select count(*)::int as n from contact`, [{ n: 20_050 }]);
		expect(asked.filter((path) => path.includes('table=contact&') && !path.includes('after='))).toHaveLength(1);
		expect(asked.filter((path) => path.includes('table=contact&'))).toHaveLength(3);
		expect(await replica.core.verifyNow()).toBe(0);
	});

	it('[L2] a process that dies while loading starts over in a new generation and leaves no other behind', async () => {
		const branch = await at.world.branch('Centro');
		await contacts(branch, await at.world.customer(branch), 100);
		const replica = await at.replica(await at.world.person('attendant', [branch]));
		await until(() => replica.status().load.table !== null, 'loading');
		await replica.restart();
		await replica.until(ready);
		await replica.sees(`select count(*)::int as n from contact`, [{ n: 100 }]);
		expect([...replica.storage.kept.keys()]).toEqual([replica.journal.state!.generation]);
	});

	it('[L2 S4] rights that change while loading: the load begins anew, with the new ones, and nothing of the old', async () => {
		const [north, south] = [await at.world.branch('Norte'), await at.world.branch('Sul')];
		await at.world.customer(north, 'Do Norte');
		await at.world.customer(south, 'Do Sul');
		const person = await at.world.person('attendant', [north, south]);
		let changed = false;
		const replica = await at.replica(person, {
			transport: (t) => ({
				...t,
				fetchPage: async (path, signal) => {
					if (path.includes('table=contact') && !changed) {
						changed = true;
						await at.world.pool.query(`delete from user_branch where user_id = $1 and branch_id = $2`, [person.userId, south]);
						await until(() => signal.aborted, 'told to stop');
					}
					return await t.fetchPage(path, signal);
				}
			})
		});
		await replica.until(ready);
		expect(await replica.core.sql(`select name from customer`)).toEqual([{ name: 'Do Norte' }]);
		expect(replica.core.actor.branchIds).toEqual([north]);
		expect(await replica.core.verifyNow()).toBe(0);
	});

	it('[P10] mutations kept from before land while a new generation loads, and their effects are there once', async () => {
		const branch = await at.world.branch('Centro');
		const id = await at.world.customer(branch);
		const type = newUuid();
		await at.world.pool.query(`insert into observation_type (id, name, created_at, updated_at) values ($1, 'Aviso', now(), now())`, [type]);
		const replica = await at.replica(await at.world.person('attendant', [branch]));
		await replica.until(ready);
		replica.transport.down = true;
		replica.transport.cut();
		await replica.until((s) => s.link.state === 'offline');
		for (const text of ['um', 'dois'])
			await replica.core.mutate('observation.create', { customerId: id, observationTypeId: type, text, mustRead: false });
		// The browser threw the replica away; the outbox is kept elsewhere.
		replica.storage.kept.clear();
		replica.transport.down = false;
		await replica.restart();
		await replica.until(ready);
		await replica.sees(`select text from observation order by text`, [{ text: 'dois' }, { text: 'um' }]);
		expect((await at.world.pool.query(`select count(*)::int as n from observation where customer_id = $1`, [id])).rows).toEqual([{ n: 2 }]);
		expect(await replica.core.verifyNow()).toBe(0);
	});
});
