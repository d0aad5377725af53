import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addPlan, addProvider, addServer, type Provider } from '#lib/server/suspension/testing/plans.ts';
import { freshDatabase, startTestPostgres, type FreshDatabase, type TestPostgres } from '#sync-server/testing/database.ts';
import { disconnect } from './ask-nas.ts';
import { startFreeRadius, type FreeRadius } from './testing/freeradius.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const secret = 'segredo-do-nas';
let postgres: TestPostgres;
let db: FreshDatabase;
let radius: FreeRadius;
let provider: Provider;
beforeAll(async () => {
	postgres = await startTestPostgres();
	db = await freshDatabase(postgres.url);
	await addServer(db.pool, { name: 'bras1', address: '127.0.0.1', secret, port: 3799 });
	provider = await addProvider(db.pool);
	radius = await startFreeRadius(db, secret);
});
afterAll(async () => {
	await radius.stop();
	await db.drop();
	await postgres.stop();
});

test('a real FreeRADIUS takes our Disconnect: authenticator and Message-Authenticator are as the standard says', async () => {
	const at = { address: '127.0.0.1', port: radius.coaPort, secret };
	// It learns its clients from the database by their first login.
	await radius.login('ninguem', 'nada');
	const session = { username: 'maria', acctSessionId: '81a00001', nasIpAddress: '127.0.0.1' };
	const patience = { firstMs: 300, tries: 3 };
	expect(await disconnect(at, session, patience)).toEqual({ kind: 'ack' });
	expect(await disconnect(at, { ...session, username: 'nao.existe' }, patience)).toMatchObject({ kind: 'nak' });
	expect(await disconnect({ ...at, secret: 'outro-segredo' }, session, patience)).toEqual({ kind: 'silence' });
});

test('(!) the database is down: FreeRADIUS stays silent rather than refusing the town, and goes on when it is back', async () => {
	const plan = await addPlan(db.pool, provider);
	expect(await radius.login(plan.username, plan.password)).toMatchObject({ accepted: true });
	await postgres.server.stop('immediate');
	expect(await radius.login(plan.username, plan.password, { seconds: 2 })).toBeNull();
	expect(await radius.login('ninguem', 'nada', { seconds: 2 })).toBeNull();
	expect(radius.output()).not.toMatch(/Login incorrect.*cliente/);
	await postgres.restart('immediate');
	await expect
		.poll(() => radius.login(plan.username, plan.password, { seconds: 2 }), { timeout: 30_000 })
		.toMatchObject({ accepted: true });
});

test('a NAS entered after FreeRADIUS started is known at its first packet', async () => {
	const plan = await addPlan(db.pool, provider);
	expect(await radius.login(plan.username, plan.password, { source: '127.0.1.9', secret: 'segredo-do-novo', seconds: 1 })).toBeNull();
	await addServer(db.pool, { name: 'bras2', address: '127.0.1.9', secret: 'segredo-do-novo', port: 3799 });
	const login = () => radius.login(plan.username, plan.password, { source: '127.0.1.9', secret: 'segredo-do-novo', seconds: 1 });
	await expect.poll(login, { timeout: 30_000 }).toMatchObject({ accepted: true });
});
