import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import smpp from 'smpp';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { SmsReceipt } from '#lib/domain/sms/receipt.ts';
import { smsParts } from '#lib/domain/sms/parts.ts';
import { startExchange, type ReceivedSms } from '../simulated-exchange.ts';
import type { OutgoingSms } from '../port.ts';
import { SmppGateway } from './gateway.ts';
import { commands, decodeMessage, encodeBind, encodeId, encodeMessage, encodePdu, pduReader, type ShortMessage } from './pdu.ts';

const octets = (text: string): Buffer => Buffer.from(text.replace(/\s+/g, ''), 'hex');
const message = (more: Partial<ShortMessage> = {}): ShortMessage => ({
	source: '28282',
	destination: '5519998765432',
	esmClass: 0,
	registeredDelivery: 1,
	dataCoding: 0,
	message: Buffer.from('Oi'),
	parameters: new Map(),
	...more
});
const toClose: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
	for (const close of toClose.splice(0).reverse()) await close();
});
const outgoing = (text: string, number = '19998765432'): readonly OutgoingSms[] =>
	smsParts(text, 0xa7).map((part) => ({ key: '01939f2c-0000-7000-8000-00000000beef', number, part }));

describe('octets of SMPP 3.4, written by hand from the specification', () => {
	test('bind_transceiver (4.1.5)', () => {
		expect(encodePdu(commands.bind_transceiver, 1, encodeBind({ systemId: 'SMPP3TEST', password: 'secret08' }))).toEqual(
			octets(`00000028 00000009 00000000 00000001
				53 4d 50 50 33 54 45 53 54 00  73 65 63 72 65 74 30 38 00  00  34 00 00  00`)
		);
	});
	test('enquire_link is a bare header (4.11)', () => {
		expect(encodePdu(commands.enquire_link, 0x0102)).toEqual(octets('00000010 00000015 00000000 00000102'));
	});
	test('submit_sm (4.4.1): a short code to an international number, one part, with a receipt wanted', () => {
		expect(encodePdu(commands.submit_sm, 2, encodeMessage(message()))).toEqual(
			octets(`00000035 00000004 00000000 00000002
				00
				03 00 32 38 32 38 32 00
				01 01 35 35 31 39 39 39 38 37 36 35 34 33 32 00
				00 00 00  00  00  01 00 00 00  02 4f 69`)
		);
	});
	test('submit_sm with a user data header, UCS-2 and an optional parameter (5.2.12, 5.3.2.17)', () => {
		const [first] = smsParts('ã'.repeat(71), 0xa7);
		const body = encodeMessage(
			message({
				esmClass: 0x40,
				dataCoding: 8,
				message: Buffer.concat([first!.header, first!.body.subarray(0, 2)]),
				parameters: new Map([[0x0204, Buffer.from([0xbe, 0xef])]])
			})
		);
		expect(body.subarray(25)).toEqual(octets('40 00 00 00 00 01 00 08 00 08 050003a70201 00e3 0204 0002 beef'));
	});
	test('deliver_sm and submit_sm_resp as exchanges send them', () => {
		const read = pduReader();
		const body = octets(
			`00 01 01 35 35 31 39 00 03 00 32 38 32 00 04 00 00 00 00 00 00 00 00 05 69 64 3a 31 00 001e 0002 31 00 0427 0001 02`
		);
		const stream = Buffer.concat([encodePdu(commands.submit_sm_resp, 7, encodeId('1A')), encodePdu(commands.deliver_sm, 8, body)]);
		const pdus = [...read(stream.subarray(0, 5)), ...read(stream.subarray(5, 30)), ...read(stream.subarray(30))];
		expect(pdus.map(({ command, sequence }) => [command, sequence])).toEqual([
			[commands.submit_sm_resp, 7],
			[commands.deliver_sm, 8]
		]);
		expect(decodeMessage(pdus[1]!.body)).toMatchObject({ source: '5519', destination: '282', esmClass: 4 });
		expect(decodeMessage(pdus[1]!.body).parameters.get(0x0427)).toEqual(Buffer.from([2]));
	});
	test('a length that no PDU has ends the stream; a short message of more than 254 octets is a mistake of ours', () => {
		expect(() => pduReader()(octets('ffffffff 00000004 00000000 00000001'))).toThrow(RangeError);
		expect(() => pduReader()(octets('00000004 00000004 00000000 00000001'))).toThrow(RangeError);
		expect(() => encodeMessage(message({ message: Buffer.alloc(255) }))).toThrow(RangeError);
	});
	test('property: what is written is read back, however the network cuts it', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 254 }),
				fc.stringMatching(/^[0-9]{3,15}$/),
				fc.integer({ min: 1, max: 90 }),
				(text, destination, cut) => {
					const written = message({ message: Buffer.from(text), destination, parameters: new Map([[0x0204, Buffer.from([1, 2])]]) });
					const stream = Buffer.concat([encodePdu(4, 1, encodeMessage(written)), encodePdu(21, 2)]);
					const read = pduReader();
					const pdus = Array.from({ length: Math.ceil(stream.length / cut) }, (_, n) =>
						read(stream.subarray(n * cut, (n + 1) * cut))
					).flat();
					expect(pdus.length).toBe(2);
					expect(decodeMessage(pdus[0]!.body)).toEqual(written);
				}
			)
		);
	});
	test('property: no octets whatever make it throw but a length', () => {
		fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (body) => void decodeMessage(Buffer.from(body))));
	});
});

describe('against another implementation (npm smpp)', () => {
	/** An exchange of that library; `submit` answers a status or an id. */
	async function peer(submit: (pdu: smpp.Pdu) => Partial<{ command_status: number; message_id: string }>) {
		const got: smpp.Pdu[] = [];
		const sessions: smpp.Session[] = [];
		const server = smpp.createServer((session) => {
			sessions.push(session);
			session.on('error', () => undefined);
			session.on('bind_transceiver', (pdu) => session.send(pdu.response({ command_status: pdu.password === 'right' ? 0 : 0x0e })));
			session.on('submit_sm', (pdu) => {
				got.push(pdu);
				session.send(pdu.response(submit(pdu)));
			});
			session.on('enquire_link', (pdu) => {
				got.push(pdu);
				session.send(pdu.response());
			});
			session.on('unbind', (pdu) => session.send(pdu.response()));
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		toClose.push(() => {
			for (const session of sessions) session.destroy();
			server.close();
		});
		return {
			got,
			sessions,
			url: (password = 'right') =>
				`smpp://balcao:${password}@127.0.0.1:${String((server.address() as AddressInfo).port)}?source=28282&window=2`
		};
	}
	const receipts: SmsReceipt[] = [];
	const gateway = (url: string, more: object = {}): SmppGateway => {
		const made = new SmppGateway({
			url,
			receipts: (receipt) => (receipts.push(receipt), Promise.resolve(true)),
			patienceMs: 2_000,
			...more
		});
		toClose.push(() => made.close());
		return made;
	};

	test('binds, submits parts with their header, and reads the ids', async () => {
		const there = await peer(() => ({ message_id: `id-${String(there.got.length)}` }));
		const own = gateway(there.url());
		const answers = [];
		for (const one of outgoing('não '.repeat(30))) answers.push(await own.post(one));
		expect(answers).toEqual([
			{ kind: 'taken', reference: 'id-1' },
			{ kind: 'taken', reference: 'id-2' }
		]);
		expect(
			there.got.map((pdu) => [
				pdu.destination_addr,
				pdu.source_addr,
				pdu.dest_addr_ton,
				pdu.esm_class,
				pdu.data_coding,
				pdu.registered_delivery
			])
		).toEqual([
			['5519998765432', '28282', 1, 0x40, 8, 1],
			['5519998765432', '28282', 1, 0x40, 8, 1]
		]);
		expect(there.got.map((pdu) => (pdu.short_message as { message: string }).message).join('')).toBe('não '.repeat(30));
	});

	test('receipts come back, and are answered only when somebody knows them', async () => {
		const there = await peer(() => ({ message_id: 'AB12' }));
		let known = false;
		const seen: SmsReceipt[] = [];
		const own = gateway(there.url(), { receipts: (receipt: SmsReceipt) => (seen.push(receipt), Promise.resolve(known)) });
		await own.post(outgoing('Oi')[0]!);
		const tell = () =>
			new Promise<number>((resolve) =>
				there.sessions[0]!.deliver_sm(
					{
						esm_class: 4,
						source_addr: '5519998765432',
						destination_addr: '28282',
						short_message: 'id:AB12 sub:001 dlvrd:001 stat:DELIVRD err:000 text:'
					},
					(pdu) => resolve(pdu.command_status)
				)
			);
		expect(await tell()).toBe(0x64);
		known = true;
		expect(await tell()).toBe(0);
		expect(seen).toEqual(Array.from({ length: 2 }, () => ({ reference: 'AB12', outcome: 'delivered', reason: null })));
	});

	test('a wrong password, throttling and refusal are told apart', async () => {
		const there = await peer((pdu) => (pdu.destination_addr === '5519990000000' ? { command_status: 0x0b } : { command_status: 0x58 }));
		expect(await gateway(there.url('wrong')).post(outgoing('Oi')[0]!)).toEqual({ kind: 'later', reason: 'SMPP 0x0000000e' });
		const own = gateway(there.url());
		expect(await own.post(outgoing('Oi')[0]!)).toEqual({ kind: 'later', reason: 'SMPP 0x00000058' });
		expect(await own.post(outgoing('Oi', '19990000000')[0]!)).toEqual({ kind: 'refused', reason: 'SMPP 0x0000000b' });
	});

	test('a quiet link is asked whether it lives; a broken one is opened again', async () => {
		const there = await peer(() => ({ message_id: 'x' }));
		const own = gateway(there.url(), { enquireMs: 20 });
		expect(await own.post(outgoing('Oi')[0]!)).toMatchObject({ kind: 'taken' });
		await expect.poll(() => there.got.some((pdu) => pdu.command === 'enquire_link')).toBe(true);
		there.sessions[0]!.destroy();
		await expect.poll(async () => (await own.post(outgoing('Oi')[0]!)).kind).toBe('taken');
		expect(there.sessions.length).toBe(2);
	});

	test('no more than the window are on the way at once', async () => {
		let [now, most] = [0, 0];
		const waiting: (() => void)[] = [];
		const sockets = createServer((socket) => {
			const read = pduReader();
			toClose.push(() => void socket.destroy());
			socket.on('data', (chunk: Buffer) => {
				for (const pdu of read(chunk))
					if (pdu.command === commands.bind_transceiver)
						socket.write(encodePdu(commands.bind_transceiver_resp, pdu.sequence, encodeId('x')));
					else if (pdu.command === commands.submit_sm) {
						most = Math.max(most, ++now);
						waiting.push(() => {
							now -= 1;
							socket.write(encodePdu(commands.submit_sm_resp, pdu.sequence, encodeId(String(pdu.sequence))));
						});
					} else socket.end();
			});
		}).listen(0, '127.0.0.1');
		toClose.push(() => void sockets.close());
		await once(sockets, 'listening');
		const own = gateway(`smpp://a:b@127.0.0.1:${String((sockets.address() as AddressInfo).port)}?window=3`);
		const posts = Array.from({ length: 10 }, () => own.post(outgoing('Oi')[0]!));
		for (let answered = 0; answered < 10; answered++) {
			await expect.poll(() => waiting.length).toBeGreaterThan(0);
			waiting.shift()!();
		}
		expect((await Promise.all(posts)).every(({ kind }) => kind === 'taken')).toBe(true);
		expect(most).toBe(3);
	});

	test('a line that breaks after a message went out leaves it uncertain; before, it was not sent', async () => {
		const there = await peer(() => ({ message_id: 'x' }));
		const own = gateway(there.url());
		expect(await own.post(outgoing('Oi')[0]!)).toMatchObject({ kind: 'taken' });
		there.sessions[0]!.removeAllListeners('submit_sm');
		there.sessions[0]!.on('submit_sm', () => there.sessions[0]!.destroy());
		expect(await own.post(outgoing('Oi')[0]!)).toEqual({ kind: 'uncertain', reason: 'connection' });
		expect(await gateway('smpp://a:b@127.0.0.1:9').post(outgoing('Oi')[0]!)).toEqual({ kind: 'later', reason: 'connection' });
	});
});

test('the exchange of the demonstration joins parts, refuses and delivers not where its numbers say so', async () => {
	const received: ReceivedSms[] = [];
	const exchange = await startExchange((sms) => Promise.resolve(void received.push(sms)), 5);
	toClose.push(() => exchange.close());
	const receipts: SmsReceipt[] = [];
	let deaf = true;
	const own = new SmppGateway({
		url: exchange.url,
		receipts: (one) => (deaf ? ((deaf = false), Promise.resolve(false)) : (receipts.push(one), Promise.resolve(true)))
	});
	toClose.push(() => own.close());
	const text = 'Ana, não recebemos {R$ 99,90} € '.repeat(5);
	for (const one of outgoing(text)) expect(await own.post(one)).toMatchObject({ kind: 'taken' });
	for (const one of outgoing('[Oi]', '19998769999')) await own.post(one);
	expect(await own.post(outgoing('Oi', '19998760000')[0]!)).toMatchObject({ kind: 'refused' });
	expect(received).toEqual([
		{ number: '19998765432', source: '28282', text, parts: 3, encoding: 'ucs2' },
		{ number: '19998769999', source: '28282', text: '[Oi]', parts: 1, encoding: 'gsm7' }
	]);
	// The first was told to nobody, and is told again.
	await expect.poll(() => receipts.map(({ outcome }) => outcome).sort()).toEqual(['delivered', 'delivered', 'delivered', 'failed']);
});
