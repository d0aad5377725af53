import { describe, expect, it } from 'vitest';
import type { Link, ReplicaStatus } from '#lib/replica/contract.ts';
import { connection, percent, progress } from './connection.ts';
import { initials } from './presence.svelte.ts';
import { stopOf } from './stop.ts';

const now = new Date('2026-11-21T17:10:00Z');
function status(link: Link, more: Partial<ReplicaStatus> = {}): ReplicaStatus {
	return {
		link,
		load: { phase: 'ready', table: null, rowsDone: 0, rowsTotal: 0, usable: true },
		dataAsOf: '2026-11-21T17:00:00Z',
		pending: 0,
		refused: 0,
		repairs: 0,
		storage: 'opfs',
		build: 'b',
		offlineUntil: null,
		...more
	};
}
const online: Link = { state: 'online', since: '2026-11-21T16:00:00Z' };
const offline: Link = { state: 'offline', since: '2026-11-21T17:03:00Z', retryAt: '2026-11-21T17:10:12Z' };

describe('the connection in words', () => {
	it('is quiet about being offline, and says since when and when it tries again', () => {
		const said = connection(status(offline), now);
		expect(said.look).toBe('quiet');
		expect(said.text).toMatch(/Trabalhando sem conexão desde \d\d:03/);
		expect(said.text).toContain('12 s');
		expect(said.mayRetry).toBe(true);
	});
	it('tells a first connection from a return', () => {
		const connecting: Link = { state: 'connecting', since: '2026-11-21T17:10:00Z' };
		expect(connection(status(connecting, { dataAsOf: null }), now).text).not.toBe(connection(status(connecting), now).text);
	});
	it('never claims to be finished before it is', () => {
		expect(percent(1_000, 999)).toBe(99);
		expect(percent(0, 0)).toBe(0);
		expect(
			progress(status(online, { load: { phase: 'loading', table: 'invoice', rowsDone: 50, rowsTotal: 100, usable: true } }))
		).toContain('50');
	});
});

describe('what stops the work', () => {
	it('lets an office work offline until its limit, and not beyond', () => {
		expect(stopOf(status(offline, { offlineUntil: '2026-11-21T18:00:00Z' }), now)).toBeNull();
		expect(stopOf(status(offline, { offlineUntil: '2026-11-21T17:10:00Z' }), now)).toBe('expired');
		expect(stopOf(status(online, { offlineUntil: '2026-11-21T17:00:00Z' }), now)).toBeNull();
		expect(stopOf(status(offline), now)).toBeNull();
	});
	it('does not stop anybody for a new version', () => {
		expect(stopOf(status({ state: 'stopped', because: 'reload' }), now)).toBeNull();
		expect(stopOf(status({ state: 'stopped', because: 'wiped' }), now)).toBe('wiped');
	});
});

it('makes initials of the first and the last name', () => {
	expect(initials('Maria Aparecida de Souza')).toBe('MS');
	expect(initials(' ana ')).toBe('A');
	expect(initials('')).toBe('');
});
