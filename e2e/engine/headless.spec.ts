import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run replica` against the real centre. */
const root = fileURLToPath(new URL('../..', import.meta.url));

function replica(args: readonly string[], password = 'balcao-demo') {
	const child = spawn(process.execPath, ['src/lib/replica/headless/cli.ts', '--url', process.env.BALCAO_URL!, ...args], {
		cwd: root,
		env: { ...process.env, BALCAO_PASSWORD: password }
	});
	let [out, err] = ['', ''];
	child.stdout.on('data', (data) => (out += data));
	child.stderr.on('data', (data) => (err += data));
	const ended = once(child, 'close').then(([code]) => code as number | null);
	return { child, ended, out: () => out, err: () => err };
}

test('--once loads what the user may see and ends; --dump writes its rows', async () => {
	const [all, some] = [
		replica(['--user', 'admin', '--once', '--dump', 'customer']),
		replica(['--user', 'atendente.londrina', '--once', '--dump', 'customer'])
	];
	expect([await all.ended, await some.ended], all.err() + some.err()).toEqual([0, 0]);
	const rows = (text: string) =>
		text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { id: string; branch_id: string; search?: string });
	const [everybody, ours] = [rows(all.out()), rows(some.out())];
	// 300 from the demonstration, and what other tests registered meanwhile.
	expect(everybody.length).toBeGreaterThanOrEqual(300);
	expect(ours.length).toBeGreaterThan(0);
	expect(ours.length).toBeLessThan(everybody.length);
	expect(new Set(ours.map((r) => r.branch_id)).size).toBe(1);
	const known = new Set(everybody.map((r) => r.id));
	expect(ours.every((r) => known.has(r.id))).toBe(true);
});

test('kept in a directory, it goes on where it stopped; one process per directory', async () => {
	test.setTimeout(180_000);
	const directory = await mkdtemp(join(tmpdir(), 'balcao-headless-'));
	try {
		const first = replica(['--user', 'admin', '--dir', directory]);
		await expect.poll(first.err, { timeout: 60_000 }).toContain('online, ready');
		const second = replica(['--user', 'admin', '--dir', directory, '--once']);
		expect(await second.ended).toBe(1);
		expect(second.err()).toContain(`in use by process ${first.child.pid}`);
		first.child.kill('SIGTERM');
		expect(await first.ended, first.err()).toBe(0);

		const again = replica(['--user', 'admin', '--dir', directory, '--once']);
		expect(await again.ended, again.err()).toBe(0);
		expect(again.err()).not.toContain('loading customer');

		const killed = replica(['--user', 'admin', '--dir', directory]);
		await expect.poll(killed.err, { timeout: 60_000 }).toContain('online, ready');
		killed.child.kill('SIGKILL');
		await killed.ended;
		const after = replica(['--user', 'admin', '--dir', directory, '--once']);
		expect(await after.ended, after.err()).toBe(0);
	} finally {
		await rm(directory, { recursive: true, force: true });
	}
});

test('ordered to erase itself it does, ends, and the centre hears that it is done', async () => {
	const directory = await mkdtemp(join(tmpdir(), 'balcao-headless-'));
	const ask = (method: string, path: string, more: object = {}) => fetch(new URL(path, process.env.BALCAO_URL!), { method, ...more });
	const signedIn = await ask('POST', '/api/session', {
		headers: { 'content-type': 'application/json', 'x-balcao-client': 'headless' },
		body: JSON.stringify({ login: 'admin', password: 'balcao-demo' })
	});
	const headers = { authorization: `Bearer ${((await signedIn.json()) as { token: string }).token}` };
	const sessions = async () => {
		const answer = await ask('GET', '/api/admin/sessions', { headers });
		return ((await answer.json()) as { sessions: { id: string; login: string; wipeAt: string | null; endedAt: string | null }[] }).sessions;
	};
	try {
		const before = new Set((await sessions()).map((one) => one.id));
		const kept = replica(['--user', 'atendente.londrina', '--dir', directory]);
		await expect.poll(kept.err, { timeout: 60_000 }).toContain('online, ready');
		expect(await readdir(directory)).not.toEqual([]);
		const { id } = (await sessions()).find((one) => one.login === 'atendente.londrina' && !before.has(one.id))!;
		expect((await ask('POST', `/api/admin/sessions/${id}/wipe`, { headers })).status).toBe(204);
		expect(await kept.ended).toBe(1);
		expect(kept.err()).toContain('ordered this replica to be erased, and it was');
		const left = await readdir(directory, { recursive: true });
		expect(left.filter((name) => name.includes('PG_VERSION'))).toEqual([]);
		expect((await sessions()).find((one) => one.id === id)).toMatchObject({ wipeAt: expect.any(String), endedAt: expect.any(String) });
	} finally {
		await ask('DELETE', '/api/session', { headers });
		await rm(directory, { recursive: true, force: true });
	}
});

for (const [what, args, password, sentence] of [
	['a wrong password', ['--user', 'admin', '--once'], 'wrong', 'does not know this user with this password'],
	['an unknown table', ['--user', 'admin', '--dump', 'credential'], 'balcao-demo', 'There is no table credential in a replica'],
	['no user', ['--once'], 'balcao-demo', '--url and --user are needed']
] as const) {
	test(`${what} is one sentence and a failure`, async () => {
		const run = replica(args, password);
		expect(await run.ended).toBe(1);
		expect(run.err()).toContain(sentence);
		expect(run.err()).not.toContain('    at ');
	});
}
