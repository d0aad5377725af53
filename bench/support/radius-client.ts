/** A NAS of our own that asks FreeRADIUS over one UDP socket: logins by PAP, and sessions told to accounting. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { addressAttribute, decode, textAttribute, types, type Attribute } from '#lib/server/network/packet.ts';

const codes = { accessRequest: 1, accessAccept: 2, accessReject: 3, accountingRequest: 4 } as const;
const userPassword = 2;
const acctStatusType = 40;
const resendMs = 1000;
const tries = 5;

interface RadiusClient {
	/** Is this login let in? @throws after five seconds without an answer. */
	login(username: string, password: string): Promise<boolean>;
	/** Tells accounting that a session began, or ended. FreeRADIUS makes the session's key of both alike. */
	account(username: string, sessionId: string, what: 'start' | 'stop'): Promise<void>;
	close(): void;
}

export async function openRadiusClient(ports: { readonly auth: number; readonly acct: number }, secret: string): Promise<RadiusClient> {
	// A packet has one byte for its number: as many sockets as it takes for all that is under way.
	const free: { ask(port: number, packet: Buffer): Promise<number>; close(): void }[] = [];
	const all: { close(): void }[] = [];
	const take = async () => free.pop() ?? open();
	async function open() {
		const socket = createSocket('udp4');
		await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
		let answered: ((code: number) => void) | null = null;
		socket.on('message', (bytes: Buffer) => answered?.(decode(bytes)?.code ?? 0));
		const one = {
			async ask(port: number, packet: Buffer): Promise<number> {
				for (let n = 0; n < tries; n++) {
					const code = await new Promise<number | null>((done) => {
						const timer = setTimeout(() => done(null), resendMs);
						answered = (answer) => {
							clearTimeout(timer);
							done(answer);
						};
						socket.send(packet, port, '127.0.0.1');
					});
					answered = null;
					if (code !== null) return code;
				}
				throw new Error('FreeRADIUS does not answer');
			},
			close: () => socket.close()
		};
		all.push(one);
		return one;
	}
	let id = 0;
	const ask = async (port: number, packet: Buffer): Promise<number> => {
		const socket = await take();
		try {
			return await socket.ask(port, packet);
		} finally {
			free.push(socket);
		}
	};
	const nas = addressAttribute(types.nasIpAddress, '127.0.0.1');
	return {
		async login(username, password) {
			const authenticator = randomBytes(16);
			const hidden: Attribute = { type: userPassword, value: hide(password, secret, authenticator) };
			const packet = layOut(codes.accessRequest, id++ % 256, authenticator, [textAttribute(types.userName, username), hidden, nas]);
			return (await ask(ports.auth, signed(packet, secret))) === codes.accessAccept;
		},
		async account(username, sessionId, what) {
			const status: Attribute = { type: acctStatusType, value: Buffer.from([0, 0, 0, what === 'start' ? 1 : 2]) };
			const packet = layOut(codes.accountingRequest, id++ % 256, Buffer.alloc(16), [
				textAttribute(types.userName, username),
				textAttribute(types.acctSessionId, sessionId),
				status,
				nas
			]);
			const whole = signed(packet, secret);
			createHash('md5').update(whole).update(secret).digest().copy(whole, 4);
			await ask(ports.acct, whole);
		},
		close: () => all.forEach((one) => one.close())
	};
}

/** RFC 2865 5.2. */
function hide(password: string, secret: string, authenticator: Buffer): Buffer {
	const plain = Buffer.alloc(Math.max(16, Math.ceil(Buffer.byteLength(password) / 16) * 16));
	plain.write(password);
	let before = authenticator;
	for (let at = 0; at < plain.length; at += 16) {
		const mask = createHash('md5').update(secret).update(before).digest();
		for (let n = 0; n < 16; n++) plain[at + n]! ^= mask[n]!;
		before = plain.subarray(at, at + 16);
	}
	return plain;
}

/** With a Message-Authenticator of zeros in the first place. */
function layOut(code: number, id: number, authenticator: Buffer, attributes: readonly Attribute[]): Buffer {
	const parts = [{ type: types.messageAuthenticator, value: Buffer.alloc(16) }, ...attributes].map(({ type, value }) =>
		Buffer.concat([Buffer.from([type, value.length + 2]), value])
	);
	const head = Buffer.alloc(4);
	head.writeUInt8(code, 0);
	head.writeUInt8(id, 1);
	head.writeUInt16BE(20 + parts.reduce((sum, part) => sum + part.length, 0), 2);
	return Buffer.concat([head, authenticator, ...parts]);
}

function signed(packet: Buffer, secret: string): Buffer {
	createHmac('md5', secret).update(packet).digest().copy(packet, 22);
	return packet;
}
