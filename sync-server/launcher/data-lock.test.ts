import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDir } from './data-lock.ts';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'balcao-lock-'))));
afterEach(() => rmSync(dir, { recursive: true }));

test('a second start on the same data is told where the first one is', () => {
	const lock = lockDataDir(dir);
	lock.announce('http://127.0.0.1:3000');
	expect(() => lockDataDir(dir)).toThrow(`Balcão already runs on ${dir} at http://127.0.0.1:3000 (process ${process.pid})`);
	lock.release();
	lockDataDir(dir).release();
	expect(readdirSync(dir)).toEqual([]);
});

test('the lock of a killed process is taken over', async () => {
	const script = `import { lockDataDir } from ${JSON.stringify(join(import.meta.dirname, 'data-lock.ts'))}; lockDataDir(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000);`;
	const other = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
	await once(other.stdout, 'data');
	expect(() => lockDataDir(dir)).toThrow(`(process ${other.pid})`);
	const gone = once(other, 'exit');
	other.kill('SIGKILL');
	await gone;
	expect(existsSync(join(dir, 'lock'))).toBe(true);
	lockDataDir(dir).release();
});

test('a lock whose pid now belongs to another process is taken over', () => {
	writeFileSync(join(dir, 'lock'), JSON.stringify({ pid: process.pid, started: '1' }));
	lockDataDir(dir).release();
});

test('a lock that was cut off while it was written is taken over', () => {
	writeFileSync(join(dir, 'lock'), '{"pid":');
	lockDataDir(dir).release();
});
