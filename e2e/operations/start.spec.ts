import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { failedStart, launch, startServer } from '../support/server.ts';

// Each test makes a database of its own, on disks and cores that others may be using.
test.describe.configure({ timeout: 180_000 });
const patience = { timeout: 90_000 };
const small = { DEMO_CUSTOMERS: '20' };

let scratch: string;
let dataDir: string;
/** What a first start leaves behind, made once: most tests are about later ones. */
let used: string;
test.beforeAll(async () => {
	scratch = mkdtempSync(join(tmpdir(), 'balcao-start-'));
	used = join(scratch, 'used');
	const server = await startServer({ dataDir: used, env: small });
	await server.end();
});
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }));
test.beforeEach(() => {
	dataDir = join(scratch, 'data');
	execFileSync('cp', ['-a', used, dataDir]);
});
test.afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const postgresPid = (): number => Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
};
const healthy = async (url: string): Promise<boolean> => (await fetch(`${url}/api/health`).catch(() => null))?.status === 200;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	test(`${signal} stops both processes and leaves nothing behind`, async () => {
		const server = await startServer({ dataDir, env: small });
		const postgres = postgresPid();
		expect(await server.end(signal)).toBe(0);
		expect(isAlive(postgres)).toBe(false);
		expect(existsSync(join(dataDir, 'lock'))).toBe(false);
		expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
	});

test('after kill -9 of the launcher the next start recovers by itself', async () => {
	const first = await startServer({ dataDir, env: small });
	const postgres = postgresPid();
	await first.end('SIGKILL');
	expect(isAlive(postgres)).toBe(true);
	const second = await startServer({ dataDir, env: small });
	expect(isAlive(postgres)).toBe(false);
	expect(second.output()).not.toContain('Loading demonstration data');
	expect(await healthy(second.url)).toBe(true);
	await second.end();
});

test('after kill -9 of launcher and Postgres the next start recovers by itself', async () => {
	const first = await startServer({ dataDir, env: small });
	process.kill(postgresPid(), 'SIGKILL');
	await first.end('SIGKILL');
	const second = await startServer({ dataDir, env: small });
	expect(second.output()).not.toContain('Loading demonstration data');
	expect(await healthy(second.url)).toBe(true);
	await second.end();
});

test('a Postgres that dies is started again, and the same process serves on', async () => {
	const server = await startServer({ dataDir, env: small });
	const postgres = postgresPid();
	process.kill(postgres, 'SIGKILL');
	await expect
		.poll(() => existsSync(join(dataDir, 'postgres/cluster/postmaster.pid')) && postgresPid() !== postgres && healthy(server.url), patience)
		.toBe(true);
	expect(await server.end()).toBe(0);
});

test('a first start that is killed while it loads the demonstration data is made good by the next', async () => {
	rmSync(dataDir, { recursive: true });
	const first = launch({ dataDir, env: { DEMO_CUSTOMERS: '20000' } });
	await expect.poll(first.output, patience).toContain('Loading demonstration data');
	first.child.kill('SIGKILL');
	await first.ended;
	const second = await startServer({ dataDir, env: small });
	expect(second.output()).toContain('Loading demonstration data (20 customers)');
	expect(second.output()).toContain('Demonstration sign-ins');
	await second.end();
});

test('a second start on the same data gets one sentence', async () => {
	const server = await startServer({ dataDir, env: small });
	const { code, output } = await failedStart({ dataDir });
	expect(code).toBe(1);
	expect(output.trim()).toBe(
		`Balcão already runs on ${dataDir} at ${server.url} (process ${server.pid}): stop that one first, or set DATA_DIR to another folder.`
	);
	await server.end();
});

test('a taken port gets one sentence', async () => {
	const other = createServer();
	const port = await new Promise<number>((done) => other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port)));
	const { code, output } = await failedStart({ dataDir, env: { PORT: String(port) } });
	other.close();
	expect(code).toBe(1);
	expect(output.trim()).toMatch(new RegExp(`^Port ${port} is taken by another program: [^\n]+$`));
});

test('an unreachable database gets one sentence', async () => {
	const { code, output } = await failedStart({ dataDir, env: { DATABASE_URL: 'postgresql://ana:secret@127.0.0.1:1/office' } });
	expect(code).toBe(1);
	expect(output.trim()).toBe('The database at 127.0.0.1:1/office cannot be used: nothing listens there. Check DATABASE_URL.');
});

test('two nodes on one database serve side by side', async () => {
	const first = await startServer({ dataDir, env: small });
	const password = readFileSync(join(dataDir, 'postgres/password'), 'utf8').trim();
	const port = readFileSync(join(dataDir, 'postgres/port'), 'utf8').trim();
	const second = await startServer({ env: { DATABASE_URL: `postgresql://balcao:${password}@127.0.0.1:${port}/balcao` } });
	expect(await healthy(first.url)).toBe(true);
	expect(await healthy(second.url)).toBe(true);
	expect(second.output()).toContain('Demonstration sign-ins');
	const versions = await Promise.all([first, second].map(async (s) => (await fetch(`${s.url}/_app/version.json`)).text()));
	expect(versions[0]).toBe(versions[1]);
	await second.remove();
	expect(await healthy(first.url)).toBe(true);
	await first.end();
});

test('the second signal forces the end', async () => {
	rmSync(dataDir, { recursive: true });
	const { child, output, ended } = launch({ dataDir, env: { DEMO_CUSTOMERS: '20000' } });
	await expect.poll(output, patience).toContain('Loading demonstration data');
	const postgres = postgresPid();
	child.kill('SIGINT');
	await new Promise((done) => setTimeout(done, 250)); // nearer ones count as one key press
	child.kill('SIGINT');
	await ended;
	await expect.poll(() => isAlive(postgres), patience).toBe(false);
});

test('runs as somebody who is not root', async () => {
	test.skip(process.getuid?.() !== 0, 'this run is not by root: the other tests show it already');
	const uid = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));
	expect(uid).toBeGreaterThan(0);
	const home = join(scratch, 'somebody');
	mkdirSync(home);
	chownSync(home, uid, uid);
	const script = `process.setgid(${uid}); process.setuid(${uid}); const { startEmbeddedPostgres } = await import('./sync-server/postgres/embedded.ts'); const p = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(join(home, 'pg'))} }); console.log('up as ' + process.getuid()); await p.stop();`;
	const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
		encoding: 'utf8',
		env: { ...process.env, HOME: home }
	});
	expect(said).toContain(`up as ${uid}`);
});
