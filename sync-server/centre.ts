/**
 * The centre of one process, put together: pool, sync node, presence, and the one place where the product's tables,
 * mutators, queries and rights are given to the engine. The launcher opens it; routes find it by its symbol.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getTableName } from 'drizzle-orm';
import type pg from 'pg';
import { dayAt } from '#lib/domain/day/zone.ts';
import { mutators as productMutators } from '#lib/mutators/index.ts';
import { queries } from '#lib/queries/index.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { can } from '#lib/domain/permissions.ts';
import { textKinds } from '#lib/texts/kinds.ts';
import type { Centre as CentreForRoutes } from '#lib/server/centre.ts';
import { authenticateUpgrade, recheckSession } from '#lib/server/auth/upgrade.ts';
import { Jobs } from '#lib/server/jobs/jobs.ts';
import { jobKinds } from '#lib/server/jobs/kinds.ts';
import { noteCopy } from '#lib/server/privacy/note-copy.ts';
import { startPrivacyHousekeeping } from '#lib/server/privacy/housekeeping.ts';
import { mailServer } from '#lib/server/mail/current.ts';
import { MailSender } from '#lib/server/mail/sender.ts';
import { smsGateway } from '#lib/server/sms/current.ts';
import { SmsSender } from '#lib/server/sms/sender.ts';
import { SuspensionWorker } from '#lib/server/suspension/worker.ts';
import { WebhookSender } from '#lib/server/webhooks/sender.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { refuse, type Actor, type MutatorRegistry, type Outcome } from '#lib/sync/model.ts';
import { projectAll } from '#lib/sync/projection.ts';
import { schemaHash } from '#lib/sync/schema-hash.ts';
import { assumeRights, drizzleOn, inTransaction, openPool, readWrite, rows, snapshotRead } from './database.ts';
import { SyncNode } from './node.ts';
import { PresenceServer } from './presence.ts';
import { parseArgs, runMutator } from './push.ts';
import { writeBeacon } from './retention.ts';
import type { TextSource } from './text-room.ts';

export interface CentreOptions {
	readonly databaseUrl: string;
	/** Name of this build, told to replicas and shown in the status bar. */
	readonly build: string;
	readonly log: (line: string) => void;
	/** Time zone of the provider: decides which day it is. */
	readonly timeZone?: string;
	/** Days of changes kept; a replica that was away longer verifies itself by checksums. */
	readonly retentionDays?: number;
	/** Instead of the product's: tests bring mutators that crash, wait or count. */
	readonly mutators?: MutatorRegistry;
	/** False: what is asked for waits for another node. Tests of the engine have nothing to do in the background. */
	readonly jobs?: boolean;
}

export interface Centre extends CentreForRoutes {
	readonly pool: pg.Pool;
	/** False when the address is not one of ours; the socket is then left alone. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	/** `/sync/page`. False when the request is not one of ours. */
	handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
	close(graceMs?: number): Promise<void>;
}

/** The product's shared texts, by their SQL names. */
const textSources: ReadonlyMap<string, TextSource> = new Map(
	Object.entries(textKinds).map(([kind, { table, text, state, limit, verb }]) => [
		kind,
		{ table: getTableName(table), text: text.name, state: state.name, limit, mayWrite: (actor: Actor) => can(actor.role, verb) }
	])
);

export async function openCentre(options: CentreOptions): Promise<Centre> {
	const pool = openPool(options.databaseUrl);
	const projections = projectAll(syncedTables);
	const timeZone = options.timeZone ?? 'America/Sao_Paulo';
	const shared = {
		mutators: options.mutators ?? productMutators,
		now: () => new Date(),
		dayOf: (instant: Date) => dayAt(instant.toISOString(), timeZone),
		log: options.log
	};
	const jobs = options.jobs === false ? null : new Jobs({ ...shared, pool, kinds: jobKinds, timeZone, wake: () => node.wake() });
	const node = new SyncNode({
		...shared,
		pool,
		committed: () => jobs?.poke(),
		projections,
		schemaHash: schemaHash(projections),
		retentionDays: options.retentionDays ?? 30,
		authenticate: (request) => authenticateUpgrade(pool, request),
		// Rights hang on app_user, user_branch and branch (an administrator's branches are all active ones).
		rightsTableIds: syncedTables
			.filter((t) => ['app_user', 'user_branch', 'branch'].includes(projections.find((p) => p.id === t.id)!.name))
			.map((t) => t.id),
		recheck: (signedIn) => recheckSession(pool, signedIn),
		beforePage: async (actor, table) => {
			if (table === 'customer') await noteCopy(pool, actor);
		}
	});
	const presence = new PresenceServer({
		pool,
		texts: textSources,
		authenticate: (request) => authenticateUpgrade(pool, request),
		log: options.log
	});
	await writeBeacon(pool); // also proves that the database is there and migrated
	const webhooks = new WebhookSender({ pool, log: options.log });
	const mail = new MailSender({ pool, log: options.log, server: () => mailServer(pool), bounces: process.env.MAIL_BOUNCES });
	const sms = new SmsSender({ pool, log: options.log, gateway: () => smsGateway(pool) });
	await jobs?.start();
	const suspensions = new SuspensionWorker({ pool, log: options.log, wake: () => node.wake() });
	node.start();
	webhooks.start();
	suspensions.start();
	mail.start();
	sms.start();
	const stopHousekeeping = startPrivacyHousekeeping(pool, options.log);
	presence.start();
	const startedAt = Date.now();

	return {
		pool,
		wake: () => node.wake(),
		handleUpgrade(request, socket, head) {
			const path = new URL(request.url ?? '/', 'http://localhost').pathname;
			if (path === '/sync') void node.upgrade(request, socket, head);
			else if (path.startsWith('/yjs/')) void presence.upgrade(request, socket, head);
			else return false;
			return true;
		},
		handleRequest(request, response) {
			const url = new URL(request.url ?? '/', 'http://localhost');
			if (url.pathname !== '/sync/page' || request.method !== 'GET') return false;
			node.page(request, response, url).catch((error: unknown) => {
				options.log(`page: ${error instanceof Error ? error.message : String(error)}`);
				if (!response.headersSent) response.writeHead(503).end();
				else response.destroy();
			});
			return true;
		},
		async health() {
			const began = performance.now();
			await pool.query('select 1');
			return {
				ok: true,
				build: options.build,
				uptimeSeconds: Math.round((Date.now() - startedAt) / 1000),
				databaseMs: Math.round((performance.now() - began) * 10) / 10,
				sessions: node.sessionCount
			};
		},
		metrics: () =>
			node.metrics.print({
				sessions: node.sessionCount,
				audiences: node.audienceCount,
				presence_sockets: presence.socketCount,
				pool_total: pool.totalCount,
				pool_waiting: pool.waitingCount,
				rss_bytes: process.memoryUsage.rss(),
				uptime_seconds: Math.round((Date.now() - startedAt) / 1000)
			}),
		sendWebhooks: () => webhooks.poke(),
		get jobs() {
			if (!jobs) throw new Error('this node runs no jobs');
			return jobs;
		},
		closeSessions: (filter, reason) => {
			const because = reason === 'wipe' ? 'wiped' : reason;
			node.closeSessions(filter, because);
			presence.closeSessions(filter);
		},
		async runMutator(actor, name, args, more) {
			const outcome = await runForAutomation(pool, shared, actor, name, args, more?.mutationId);
			node.wake();
			jobs?.poke();
			return outcome;
		},
		async runQuery(actor, name, args) {
			const query = queries.get(name);
			if (!query) throw new Error(`no query is called ${name}`);
			const value = query.args.parse(args);
			return await inTransaction(pool, snapshotRead, async (connection) => {
				await assumeRights(connection, actor);
				return await query.run(drizzleOn(connection), value, { today: shared.dayOf(new Date()), actor });
			});
		},
		async close(graceMs = 500) {
			stopHousekeeping();
			await Promise.all([
				node.close(graceMs),
				presence.close(graceMs),
				webhooks.stop(graceMs),
				suspensions.stop(graceMs),
				mail.stop(graceMs),
				sms.stop(graceMs),
				jobs?.stop(graceMs)
			]);
			await pool.end();
		}
	};
}

/** The same mutators for automations: no outbox, numbers straight from the centre, idempotent by `mutationId`. */
async function runForAutomation(
	pool: pg.Pool,
	options: Parameters<typeof runMutator>[1],
	actor: Actor,
	name: string,
	args: unknown,
	mutationId = newUuid()
): Promise<Outcome> {
	const mutator = options.mutators.get(name);
	if (!mutator) return refuse('unknown_mutator', { detail: { name } });
	const parsed = parseArgs(mutator, mutator.version, args);
	if ('ok' in parsed) return parsed;
	return await inTransaction(pool, readWrite, async (connection) => {
		// The same key at the same time: the second waits here and then finds the first one's result.
		await connection.query(`select pg_advisory_xact_lock($1)`, [createHash('sha256').update(mutationId).digest().readBigInt64BE(0)]);
		const [earlier] = await rows<{ result: string }>(connection, `select result::text from sync.mutation where mutation_id = $1`, [
			mutationId
		]);
		if (earlier) return JSON.parse(earlier.result) as Outcome;
		const numbers: Record<string, number> = {};
		for (const kind of mutator.numbers ?? []) {
			const [taken] = await rows<{ n: string }>(connection, `select sync.take_numbers($1, 1)::text as n`, [kind]);
			numbers[kind] = Number(taken!.n);
		}
		const outcome = await runMutator(
			connection,
			options,
			actor,
			{ id: mutationId, name, version: mutator.version, args, numbers },
			async () => true
		);
		// An automation has no outbox: each of its mutations is its own client, with the one seq 1.
		await connection.query(`insert into sync.mutation (client_id, seq, mutation_id, name, result) values ($1, 1, $1, $2, $3)`, [
			mutationId,
			name,
			JSON.stringify(outcome)
		]);
		return outcome;
	});
}
