/**
 * The part of SMPP 3.4 that sending needs (sections 4 and 5 of the specification): a header of four big-endian words (length, command,
 * status, sequence), then the fields of the command in their order, then optional parameters (tag, length, value).
 */
export const commands = {
	generic_nack: 0x80000000,
	bind_transceiver: 0x00000009,
	bind_transceiver_resp: 0x80000009,
	submit_sm: 0x00000004,
	submit_sm_resp: 0x80000004,
	deliver_sm: 0x00000005,
	deliver_sm_resp: 0x80000005,
	unbind: 0x00000006,
	unbind_resp: 0x80000006,
	enquire_link: 0x00000015,
	enquire_link_resp: 0x80000015
} as const;

/** Command status (5.1.3), as far as it is told apart. */
export const statuses = {
	ok: 0x00,
	invalidCommand: 0x03,
	systemError: 0x08,
	invalidDestination: 0x0b,
	bindFailed: 0x0d,
	invalidPassword: 0x0e,
	invalidSystemId: 0x0f,
	queueFull: 0x14,
	throttled: 0x58,
	/** ESME_RX_T_APPN: try this deliver_sm again later. */
	receiverBusy: 0x64
} as const;

/** Optional parameters (5.3.2) that are read. */
export const tags = { receiptedMessageId: 0x001e, userMessageReference: 0x0204, messageState: 0x0427 } as const;

export interface Pdu {
	readonly command: number;
	readonly status: number;
	readonly sequence: number;
	/** Everything behind the header. */
	readonly body: Buffer;
}

/** A message of submit_sm or deliver_sm; numbers with country, digits only. */
export interface ShortMessage {
	readonly source: string;
	readonly destination: string;
	readonly esmClass: number;
	readonly registeredDelivery: number;
	readonly dataCoding: number;
	/** With its user data header in front when `esmClass` has 0x40. */
	readonly message: Buffer;
	readonly parameters: ReadonlyMap<number, Buffer>;
}

const headerLength = 16;
/** Of any PDU here: a short message has 254 octets. What is longer is no SMPP. */
const longest = 4_096;

export function encodePdu(command: number, sequence: number, body: Buffer = Buffer.alloc(0), status: number = statuses.ok): Buffer {
	const header = Buffer.alloc(headerLength);
	header.writeUInt32BE(headerLength + body.length, 0);
	header.writeUInt32BE(command, 4);
	header.writeUInt32BE(status, 8);
	header.writeUInt32BE(sequence, 12);
	return Buffer.concat([header, body]);
}

/**
 * The PDUs of a stream of octets, whichever way the network cut them.
 * @throws RangeError for a length that no PDU has: the stream is lost, the connection must be closed.
 */
export function pduReader(): (chunk: Buffer) => Pdu[] {
	let rest = Buffer.alloc(0);
	return (chunk) => {
		rest = Buffer.concat([rest, chunk]);
		const pdus: Pdu[] = [];
		while (rest.length >= headerLength) {
			const length = rest.readUInt32BE(0);
			if (length < headerLength || length > longest) throw new RangeError(`PDU of ${String(length)} octets`);
			if (rest.length < length) break;
			pdus.push({
				command: rest.readUInt32BE(4),
				status: rest.readUInt32BE(8),
				sequence: rest.readUInt32BE(12),
				body: Buffer.from(rest.subarray(headerLength, length))
			});
			rest = rest.subarray(length);
		}
		return pdus;
	};
}

/** Text with a zero behind it, cut to what the field holds with that zero. */
const cString = (text: string, most: number): Buffer => Buffer.from(`${text.slice(0, most - 1)}\0`, 'latin1');

/** Reads zero-terminated texts and octets from the front; nothing beyond the end is read. */
class Reader {
	readonly #body: Buffer;
	#at = 0;
	constructor(body: Buffer) {
		this.#body = body;
	}
	text(): string {
		const end = this.#body.indexOf(0, this.#at);
		const text = this.#body.toString('latin1', this.#at, end === -1 ? this.#body.length : end);
		this.#at = end === -1 ? this.#body.length : end + 1;
		return text;
	}
	octet(): number {
		return this.#body[this.#at++] ?? 0;
	}
	take(length: number): Buffer {
		const taken = this.#body.subarray(this.#at, this.#at + length);
		this.#at += length;
		return taken;
	}
	parameters(): ReadonlyMap<number, Buffer> {
		const found = new Map<number, Buffer>();
		while (this.#at + 4 <= this.#body.length) {
			const [tag, length] = [this.#body.readUInt16BE(this.#at), this.#body.readUInt16BE(this.#at + 2)];
			this.#at += 4;
			found.set(tag, this.take(length));
		}
		return found;
	}
}

export interface Bind {
	readonly systemId: string;
	readonly password: string;
}

/** Body of bind_transceiver (4.1.5): interface version 3.4, any address. */
export const encodeBind = ({ systemId, password }: Bind): Buffer =>
	Buffer.concat([cString(systemId, 16), cString(password, 9), cString('', 13), Buffer.from([0x34, 0, 0]), cString('', 41)]);

export function decodeBind(body: Buffer): Bind {
	const reader = new Reader(body);
	return { systemId: reader.text(), password: reader.text() };
}

/** Type of number and numbering plan: national letters, a short code, or an international number (5.2.5, 5.2.6). */
const addressKind = (address: string): readonly [number, number] =>
	!/^\d+$/.test(address) ? [5, 0] : address.length <= 6 ? [3, 0] : [1, 1];

/** Body of submit_sm and deliver_sm (4.4.1, 4.6.1). The message has at most 254 octets. */
export function encodeMessage(message: ShortMessage): Buffer {
	if (message.message.length > 254) throw new RangeError(`short message of ${String(message.message.length)} octets`);
	const address = (text: string): Buffer => Buffer.concat([Buffer.from(addressKind(text)), cString(text, 21)]);
	const parameters = [...message.parameters].flatMap(([tag, value]) => {
		const head = Buffer.alloc(4);
		head.writeUInt16BE(tag, 0);
		head.writeUInt16BE(value.length, 2);
		return [head, value];
	});
	return Buffer.concat([
		cString('', 6),
		address(message.source),
		address(message.destination),
		Buffer.from([message.esmClass, 0, 0]),
		cString('', 17),
		cString('', 17),
		Buffer.from([message.registeredDelivery, 0, message.dataCoding, 0, message.message.length]),
		message.message,
		...parameters
	]);
}

export function decodeMessage(body: Buffer): ShortMessage {
	const reader = new Reader(body);
	const address = (): string => {
		reader.take(2);
		return reader.text();
	};
	reader.text(); // service_type
	const source = address();
	const destination = address();
	const esmClass = reader.octet();
	reader.take(2); // protocol_id, priority_flag
	reader.text(); // schedule_delivery_time
	reader.text(); // validity_period
	const registeredDelivery = reader.octet();
	reader.octet(); // replace_if_present_flag
	const dataCoding = reader.octet();
	reader.octet(); // sm_default_msg_id
	const message = reader.take(reader.octet());
	return { source, destination, esmClass, registeredDelivery, dataCoding, message, parameters: reader.parameters() };
}

/** The message_id of submit_sm_resp. */
export const encodeId = (id: string): Buffer => cString(id, 65);
export const decodeId = (body: Buffer): string => new Reader(body).text();
