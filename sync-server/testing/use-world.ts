import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { CentreOptions } from '../centre.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { RawClient, type RawOptions } from './raw-client.ts';
import { openReplica, openWorld, type Person, type ReplicaOptions, type TestReplica, type World } from './world.ts';

/** A world for the tests of one file; replicas and raw clients are closed after each test, and none may have met a defect. */
export function useWorld(options: Partial<CentreOptions> = {}): {
	readonly world: World;
	readonly database: FreshDatabase;
	replica(person: Person, options?: ReplicaOptions & { url?: string; mayFail?: boolean }): Promise<TestReplica>;
	raw(token: string | null, options?: RawOptions): Promise<RawClient>;
} {
	let database: FreshDatabase;
	let world: World;
	const replicas: { replica: TestReplica; mayFail: boolean }[] = [];
	const clients: RawClient[] = [];
	beforeAll(async () => {
		database = await freshDatabase();
		world = await openWorld(database.url, options);
	});
	afterEach(async () => {
		for (const client of clients.splice(0)) client.close();
		for (const { replica, mayFail } of replicas.splice(0)) {
			const errors = [...replica.errors];
			await replica.close();
			if (!mayFail) expect(errors).toEqual([]);
		}
	});
	afterAll(async () => {
		await world?.close();
		await database?.drop();
	});
	return {
		get world() {
			return world;
		},
		get database() {
			return database;
		},
		async replica(person, { url, mayFail = false, ...more } = {}) {
			const replica = await openReplica(url === undefined ? world : { url }, person, more);
			replicas.push({ replica, mayFail });
			return replica;
		},
		async raw(token, more) {
			const client = await RawClient.open(world.url, token, more);
			clients.push(client);
			return client;
		}
	};
}

/** Waits until the question is answered with yes. */
export async function until(met: () => boolean | Promise<boolean>, what: string): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!(await met())) {
		if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
		await new Promise((done) => setTimeout(done, 10));
	}
}
