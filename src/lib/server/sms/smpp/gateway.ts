import { readReceipt } from '#lib/domain/sms/receipt.ts';
import { partText } from '#lib/domain/sms/parts.ts';
import type { OutgoingSms, ReceiptListener, SmsGateway, SmsPosted } from '../port.ts';
import { commands, decodeId, decodeMessage, encodeBind, encodeMessage, statuses, tags, type Pdu } from './pdu.ts';
import { openSocket, SmppSession } from './session.ts';

export interface SmppOptions {
	/** `smpp://user:password@host:2775?source=28282&window=10`; `smpps:` by TLS. */
	readonly url: string;
	readonly receipts: ReceiptListener;
	/** Answers are waited for this long. */
	readonly patienceMs?: number;
	/** A link that is quiet is asked whether it still lives. */
	readonly enquireMs?: number;
}

/** Statuses after which the same message may do: the exchange is full, slow or being mended. All others are about the message. */
const passing: ReadonlySet<number> = new Set([
	statuses.systemError,
	statuses.queueFull,
	statuses.throttled,
	0x04, // not in the right bind state
	0x0d, // bind failed
	0x64, // receiver temporary error
	0xff // unknown error
]);
const statusWord = (status: number): string => `SMPP 0x${status.toString(16).padStart(8, '0')}`;

/**
 * A gateway that is spoken to by SMPP 3.4: one connection as transceiver, opened when there is something to send and again when it broke;
 * at most `window` messages without an answer. SMPP knows no keys: what was on the way when the line broke is `uncertain`.
 */
export class SmppGateway implements SmsGateway {
	readonly knowsKeys = false;
	readonly #url: URL;
	readonly #receipts: ReceiptListener;
	readonly #patienceMs: number;
	readonly #enquireMs: number;
	readonly #window: number;
	readonly #source: string;
	#session: Promise<SmppSession | string> | null = null;
	#room: (() => void)[] = [];
	#outstanding = 0;
	#closed = false;
	#timer: NodeJS.Timeout | undefined;

	constructor({ url, receipts, patienceMs = 15_000, enquireMs = 30_000 }: SmppOptions) {
		this.#url = new URL(url);
		this.#receipts = receipts;
		this.#patienceMs = patienceMs;
		this.#enquireMs = enquireMs;
		this.#window = Math.max(1, Number(this.#url.searchParams.get('window') ?? 10) || 10);
		this.#source = this.#url.searchParams.get('source') ?? '';
	}

	async post({ number, part, key }: OutgoingSms): Promise<SmsPosted> {
		await this.#enter();
		try {
			const session = await this.#connected();
			if (typeof session === 'string') return { kind: 'later', reason: session };
			const header = Buffer.from(part.header);
			const answered = await session.request(
				commands.submit_sm,
				encodeMessage({
					source: this.#source,
					destination: `55${number}`,
					esmClass: header.length > 0 ? 0x40 : 0,
					registeredDelivery: 1,
					dataCoding: part.encoding === 'gsm7' ? 0 : 8,
					message: Buffer.concat([header, Buffer.from(part.body)]),
					parameters: new Map([[tags.userMessageReference, referenceOf(key)]])
				})
			);
			if (answered.kind === 'unsent') return { kind: 'later', reason: 'connection' };
			if (answered.kind === 'lost') return { kind: 'uncertain', reason: 'connection' };
			const { status, body } = answered.pdu;
			if (status === statuses.ok) return { kind: 'taken', reference: decodeId(body) };
			return { kind: passing.has(status) ? 'later' : 'refused', reason: statusWord(status) };
		} finally {
			this.#leave();
		}
	}

	async listen(): Promise<void> {
		await this.#connected();
	}

	async close(): Promise<void> {
		this.#closed = true;
		clearInterval(this.#timer);
		const session = await this.#session;
		if (!session || typeof session === 'string') return;
		await session.request(commands.unbind);
		session.destroy();
	}

	async #connected(): Promise<SmppSession | string> {
		if (this.#closed) return 'closed';
		this.#session ??= this.#open();
		const opening = this.#session;
		const session = await opening;
		if (typeof session !== 'string' && session.isOpen) return session;
		if (this.#session === opening) this.#session = null;
		return typeof session === 'string' ? session : await this.#connected();
	}

	async #open(): Promise<SmppSession | string> {
		const socket = await openSocket(this.#url, this.#patienceMs);
		if (!socket) return 'connection';
		const session = new SmppSession(socket, (pdu, from) => void this.#asked(pdu, from), this.#patienceMs);
		const answered = await session.request(
			commands.bind_transceiver,
			encodeBind({ systemId: decodeURIComponent(this.#url.username), password: decodeURIComponent(this.#url.password) })
		);
		if (answered.kind !== 'answer') return 'connection';
		if (answered.pdu.status !== statuses.ok) {
			session.destroy();
			return statusWord(answered.pdu.status);
		}
		clearInterval(this.#timer);
		this.#timer = setInterval(() => void session.request(commands.enquire_link), this.#enquireMs);
		this.#timer.unref();
		const timer = this.#timer;
		void session.closed.then(() => clearInterval(timer));
		return session;
	}

	/** deliver_sm: a receipt, or what a customer answered, which nobody reads here. */
	async #asked(pdu: Pdu, session: SmppSession): Promise<void> {
		if (pdu.command !== commands.deliver_sm) {
			session.answer(pdu, commands.generic_nack, undefined, statuses.invalidCommand);
			return;
		}
		const { esmClass, message, dataCoding, parameters } = decodeMessage(pdu.body);
		const id = parameters.get(tags.receiptedMessageId);
		const receipt =
			(esmClass & 0x3c) === 0x04 || id
				? readReceipt(dataCoding === 8 ? partText('ucs2', message) : message.toString('latin1'), {
						reference: id?.toString('latin1').replace(/\0.*$/, ''),
						state: parameters.get(tags.messageState)?.[0]
					})
				: null;
		const known = receipt === null || (await this.#receipts(receipt).catch(() => false));
		session.answer(pdu, commands.deliver_sm_resp, Buffer.from([0]), known ? statuses.ok : statuses.receiverBusy);
	}

	async #enter(): Promise<void> {
		if (this.#outstanding < this.#window) this.#outstanding += 1;
		else await new Promise<void>((resolve) => this.#room.push(resolve));
	}
	/** The place goes to whoever waits longest. */
	#leave(): void {
		const next = this.#room.shift();
		if (next) next();
		else this.#outstanding -= 1;
	}
}

/** Two octets that exchanges echo in receipts (5.3.2.17): of the key, for whoever reads traces. */
const referenceOf = (key: string): Buffer => Buffer.from(key.replace(/-/g, '').slice(-4).padStart(4, '0'), 'hex');
