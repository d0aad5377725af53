import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** RADIUS packets of RFC 5176 (Disconnect and Change of Authorization), as bytes. Of RFC 2865 only what these need. */
export const codes = { disconnect: 40, disconnectAck: 41, disconnectNak: 42, coa: 43, coaAck: 44, coaNak: 45 } as const;

/** Types of the attributes that we send or read. */
export const types = {
	userName: 1,
	nasIpAddress: 4,
	vendorSpecific: 26,
	acctSessionId: 44,
	messageAuthenticator: 80,
	errorCause: 101
} as const;

export interface Attribute {
	readonly type: number;
	/** 1 to 253 bytes. */
	readonly value: Buffer;
}

export interface Packet {
	readonly code: number;
	/** 0–255: a resent request has the same, so that the NAS does it once. */
	readonly id: number;
	readonly attributes: readonly Attribute[];
}

const headBytes = 20;
const mostBytes = 4096;
const none = Buffer.alloc(16);

/** An attribute with text; throws a RangeError when it is empty or longer than an attribute can be. */
export function textAttribute(type: number, text: string): Attribute {
	return attribute(type, Buffer.from(text, 'utf8'));
}

/** An attribute with an IPv4 address. */
export function addressAttribute(type: number, address: string): Attribute {
	const bytes = address.split('.').map(Number);
	if (bytes.length !== 4 || bytes.some((one) => !Number.isInteger(one) || one < 0 || one > 255))
		throw new RangeError('not an IPv4 address');
	return attribute(type, Buffer.from(bytes));
}

/** An attribute of a vendor (RFC 2865 5.26), e.g. Mikrotik is 14988. */
export function vendorAttribute(vendor: number, type: number, value: Buffer): Attribute {
	const head = Buffer.alloc(6);
	head.writeUInt32BE(vendor, 0);
	head.writeUInt8(type, 4);
	head.writeUInt8(value.length + 2, 5);
	return attribute(types.vendorSpecific, Buffer.concat([head, value]));
}

function attribute(type: number, value: Buffer): Attribute {
	if (value.length < 1 || value.length > 253) throw new RangeError(`attribute ${type} has ${value.length} bytes`);
	return { type, value };
}

/**
 * A request, ready to be sent. With a Message-Authenticator, which RFC 5176 (3.4) computes over a Request Authenticator of zeros, and
 * which comes first, so that nothing can be smuggled in before it (RFC 9765 takes the same care for answers).
 */
export function encodeRequest(packet: Packet, secret: string): Buffer {
	const out = layOut(packet, none);
	createHmac('md5', secret)
		.update(out)
		.digest()
		.copy(out, headBytes + 2);
	digest(out, secret).copy(out, 4);
	return out;
}

/** What a NAS answers to `request`. Used by the simulated one of the tests; a real one has its own. */
export function encodeAnswer(packet: Packet, request: Buffer, secret: string): Buffer {
	const out = layOut(packet, request.subarray(4, headBytes));
	createHmac('md5', secret)
		.update(out)
		.digest()
		.copy(out, headBytes + 2);
	digest(out, secret).copy(out, 4);
	return out;
}

/** Null when the bytes are not a RADIUS packet. Says nothing about who sent it. */
export function decode(bytes: Buffer): Packet | null {
	if (bytes.length < headBytes) return null;
	const length = bytes.readUInt16BE(2);
	if (length < headBytes || length > bytes.length || length > mostBytes) return null;
	const attributes: Attribute[] = [];
	for (let at = headBytes; at < length;) {
		const size = at + 2 <= length ? bytes.readUInt8(at + 1) : 0;
		if (size < 2 || at + size > length) return null;
		attributes.push({ type: bytes.readUInt8(at), value: bytes.subarray(at + 2, at + size) });
		at += size;
	}
	return { code: bytes.readUInt8(0), id: bytes.readUInt8(1), attributes };
}

/** Whether an answer is of who shares our secret: its authenticator, and its Message-Authenticator where it has one. */
export function isGenuineAnswer(answer: Buffer, request: Buffer, secret: string): boolean {
	return isGenuine(answer, request.subarray(4, headBytes), request.subarray(4, headBytes), secret);
}

/** The same of a request, as a NAS checks it. One without a Message-Authenticator is not: ours always has one. */
export function isGenuineRequest(request: Buffer, secret: string): boolean {
	const found = decode(request)?.attributes.some(({ type }) => type === types.messageAuthenticator);
	return found === true && isGenuine(request, none, none, secret);
}

function isGenuine(bytes: Buffer, authenticator: Buffer, signed: Buffer, secret: string): boolean {
	const packet = decode(bytes);
	if (!packet) return false;
	const whole = Buffer.from(bytes.subarray(0, bytes.readUInt16BE(2)));
	const given = Buffer.from(whole.subarray(4, headBytes));
	authenticator.copy(whole, 4);
	if (!timingSafeEqual(digest(whole, secret), given)) return false;
	let at = headBytes;
	for (const { type, value } of packet.attributes) {
		if (type === types.messageAuthenticator) {
			if (value.length !== 16) return false;
			const claimed = Buffer.from(value);
			signed.copy(whole, 4);
			whole.fill(0, at + 2, at + 18);
			return timingSafeEqual(createHmac('md5', secret).update(whole).digest(), claimed);
		}
		at += value.length + 2;
	}
	return true;
}

/** Header, a Message-Authenticator of zeros, the attributes. */
function layOut({ code, id, attributes }: Packet, authenticator: Buffer): Buffer {
	const parts = [{ type: types.messageAuthenticator, value: none }, ...attributes].map(({ type, value }) =>
		Buffer.concat([Buffer.from([type, value.length + 2]), value])
	);
	const head = Buffer.alloc(headBytes);
	const length = headBytes + parts.reduce((sum, part) => sum + part.length, 0);
	if (length > mostBytes) throw new RangeError(`a packet of ${length} bytes`);
	head.writeUInt8(code, 0);
	head.writeUInt8(id, 1);
	head.writeUInt16BE(length, 2);
	authenticator.copy(head, 4);
	return Buffer.concat([head, ...parts]);
}

/** MD5 over the packet as it lies there and the secret. */
const digest = (bytes: Buffer, secret: string): Buffer => createHash('md5').update(bytes).update(secret).digest();
