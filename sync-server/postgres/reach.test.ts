import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { OperatorError } from './operator-error.ts';
import { requireReachable, requireVersion, shownDatabase } from './reach.ts';

describe('the version rule', () => {
	test('refuses Postgres 13 and older with one sentence', () => {
		expect(() => requireVersion('130014')).toThrow(/^The database is Postgres 13, but Balcão needs Postgres 14 or newer: [^.]+\.$/);
		expect(() => requireVersion('90624')).toThrow('Postgres 9,');
	});
	test.each(['140000', '150018', '180004'])('takes %s', (version) => {
		expect(() => requireVersion(version)).not.toThrow();
	});
});

describe('an unreachable database', () => {
	const sentence = async (url: string): Promise<string> => {
		const error = await requireReachable(url).then(
			() => null,
			(e: unknown) => e
		);
		expect(error).toBeInstanceOf(OperatorError);
		return (error as Error).message;
	};

	test('is told from where nothing listens', async () => {
		const free = createServer();
		const port = await new Promise<number>((done) => free.listen(0, '127.0.0.1', () => done((free.address() as { port: number }).port)));
		await new Promise((done) => free.close(done));
		expect(await sentence(`postgresql://ana:secret@127.0.0.1:${port}/office`)).toBe(
			`The database at 127.0.0.1:${port}/office cannot be used: nothing listens there. Check DATABASE_URL.`
		);
	});

	test('is told from an address that is none', async () => {
		expect(await sentence('localhost')).toMatch(/is not a Postgres address/);
		expect(await sentence('mysql://h/d')).toMatch(/is not a Postgres address/);
	});

	test('is shown without its password', () => {
		expect(shownDatabase('postgresql://ana:secret@db.example/office')).toBe('db.example:5432/office');
	});
});
