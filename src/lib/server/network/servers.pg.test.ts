import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProvider, type Provider } from '#lib/server/suspension/testing/plans.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { listServers, saveServer } from './servers.ts';

let db: FreshDatabase;
let provider: Provider;
beforeAll(async () => {
	db = await freshDatabase();
	provider = await addProvider(db.pool);
});
afterAll(() => db.drop());

const bras = { name: ' bras1 ', address: '10.0.0.5', secret: 'segredo-do-nas', kind: 'mikrotik', coaPort: 3799, active: true } as const;
const save = (more: object = {}, id: string | null = null) => saveServer(db.pool, id, { ...bras, ...more }, provider.mara, new Date());

test('a NAS is entered and changed without its secret ever being told again; FreeRADIUS sees it', async () => {
	const made = (await save()) as { value: { id: string } };
	expect(await listServers(db.pool)).toEqual([
		{
			id: made.value.id,
			name: 'bras1',
			address: '10.0.0.5',
			kind: 'mikrotik',
			coaPort: 3799,
			active: true,
			answeredAt: null,
			failingSince: null,
			failure: null
		}
	]);
	expect(await save({ secret: null, coaPort: 1700 }, made.value.id)).toMatchObject({ ok: true });
	const nas = await db.pool.query(`select nasname, shortname, secret from radius.nas`);
	expect(nas.rows).toEqual([{ nasname: '10.0.0.5', shortname: 'bras1', secret: 'segredo-do-nas' }]);
	await save({ secret: null, active: false }, made.value.id);
	expect((await db.pool.query(`select from radius.nas`)).rowCount).toBe(0);
	const history = JSON.stringify((await db.pool.query(`select * from history where table_name = 'network_server'`)).rows);
	expect(history).toContain(provider.mara.userId);
	expect(history).not.toContain('segredo-do-nas');
});

test.each([
	[{ name: ' ' }, 'field_required', 'name'],
	[{ address: '10.0.0.256' }, 'value_invalid', 'address'],
	[{ address: 'bras.exemplo' }, 'value_invalid', 'address'],
	[{ secret: null }, 'field_required', 'secret'],
	[{ secret: 'curto' }, 'number_range', 'secret'],
	[{ coaPort: 0 }, 'number_range', 'coaPort'],
	[{}, 'network_server_known', 'address']
])('%o is refused: %s', async (more, code, field) => {
	expect(await save(more)).toMatchObject({ ok: false, code, field });
});
