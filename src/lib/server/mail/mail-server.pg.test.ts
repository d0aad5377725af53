import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readBounces } from '#lib/domain/mail/bounce.ts';
import { openPool } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { startCatcher, type Catcher } from './catcher.ts';
import type { MailServer } from './port.ts';
import { smtpServer } from './smtp.ts';
import { sampleLetter } from './testing/letter.ts';

let database: FreshDatabase;
let pool: pg.Pool;
let catcher: Catcher;
let server: MailServer;
const bounced: string[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.url, 4);
	catcher = await startCatcher(pool, (notification) => bounced.push(notification));
	server = smtpServer(catcher.url);
});
afterAll(async () => {
	server.close();
	await catcher.close();
	await pool.end();
	await database.drop();
});
beforeEach(async () => {
	await pool.query('delete from caught_mail');
});

const caught = async () =>
	(
		await pool.query<{ raw: Buffer; address: string; message_id: string }>(
			'select address, message_id, raw from caught_mail order by received_at'
		)
	).rows;

describe('a letter over SMTP', () => {
	test('(!) 253 261 264: arrives with its words, its file and the wish to know that it was read', async () => {
		expect(await server.post(sampleLetter())).toEqual({ kind: 'taken' });
		const [one] = await caught();
		expect(one).toMatchObject({ address: 'ana@casa.example', message_id: '<01939f2c-0001@tuvira.example>' });
		const mail = await simpleParser(one!.raw);
		expect(mail.subject).toBe('Sua fatura de março – R$ 99,90');
		expect(mail.from?.text).toBe('"Cobrança" <cobranca@tuvira.example>');
		expect(mail.text).toContain('Olá, Ana.');
		expect(mail.headers.get('disposition-notification-to')).toMatchObject({ text: 'cobranca@tuvira.example' });
		expect(mail.attachments.map(({ filename, contentType, content }) => [filename, contentType, content.toString()])).toEqual([
			['boleto-4711.pdf', 'application/pdf', '%PDF-1.3 não é']
		]);
	});
	test('without a read receipt nobody is asked for one; sent again it is the same letter', async () => {
		const letter = sampleLetter({ messageId: '01939f2c-0002@tuvira.example', readReceipt: false });
		expect([await server.post(letter), await server.post(letter)]).toEqual([{ kind: 'taken' }, { kind: 'taken' }]);
		expect(await caught()).toHaveLength(1);
		expect((await simpleParser((await caught())[0]!.raw)).headers.has('disposition-notification-to')).toBe(false);
	});
	test('an address that does not exist is refused for good, with the server’s own words', async () => {
		expect(await server.post(sampleLetter({ to: 'ninguem@recusa.example' }))).toEqual({
			kind: 'refused',
			reason: expect.stringContaining('5.1.1')
		});
	});
	test('a mail that comes back tells of which message it was', async () => {
		await server.post(sampleLetter({ messageId: 'x@y.example', to: 'bia@volta.example' }));
		expect(readBounces(bounced.at(-1)!)).toEqual([
			{ envelopeId: '01939f2c000070008000000000000001', address: 'bia@volta.example', reason: '5.2.1 550 5.2.1 mailbox disabled' }
		]);
	});
});

describe('when the mail server is not well, it is tried later', () => {
	const listen = async (talk: (line: string) => string | null): Promise<{ readonly url: string; readonly server: Server }> => {
		const made = createServer((socket) => {
			socket.on('error', () => undefined);
			const hello = talk('');
			if (hello !== null) socket.write(hello);
			socket.on('data', (data) => {
				const answer = talk(data.toString());
				if (answer === null) socket.destroy();
				else socket.write(answer);
			});
		});
		await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
		return { url: `smtp://127.0.0.1:${String((made.address() as AddressInfo).port)}`, server: made };
	};
	const tried = async (url: string, patience?: number) => {
		const one = smtpServer(url, patience === undefined ? {} : { patience });
		const answer = await one.post(sampleLetter());
		one.close();
		return answer;
	};
	test('it is not there', async () => {
		const { url, server: gone } = await listen(() => null);
		await new Promise((done) => gone.close(done));
		expect(await tried(url)).toEqual({ kind: 'later', reason: expect.any(String) });
	});
	test('it says 4xx: greylisted, mailbox full for now', async () => {
		const { url, server: grey } = await listen((line) =>
			line === '' ? '220 x\r\n' : line.startsWith('RCPT') ? '450 4.2.0 greylisted\r\n' : '250 ok\r\n'
		);
		expect(await tried(url)).toEqual({ kind: 'later', reason: expect.stringContaining('greylisted') });
		grey.close();
	});
	test('it wants another password', async () => {
		const { url, server: strict } = await listen((line) =>
			line === '' ? '220 x\r\n' : line.startsWith('EHLO') ? '250-x\r\n250 AUTH PLAIN\r\n' : '535 5.7.8 bad credentials\r\n'
		);
		expect(await tried(url.replace('smtp://', 'smtp://a:b@'))).toEqual({ kind: 'later', reason: expect.stringContaining('535') });
		strict.close();
	});
	test('it keeps silent', async () => {
		const sockets: Server[] = [];
		const made = createServer(() => undefined);
		sockets.push(made);
		await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
		expect(await tried(`smtp://127.0.0.1:${String((made.address() as AddressInfo).port)}`, 200)).toMatchObject({ kind: 'later' });
		made.close();
	});
});
