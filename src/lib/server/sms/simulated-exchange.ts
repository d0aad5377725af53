import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { partText } from '#lib/domain/sms/parts.ts';
import { commands, decodeBind, decodeMessage, encodeId, encodeMessage, statuses, tags, type Pdu, type ShortMessage } from './smpp/pdu.ts';
import { SmppSession } from './smpp/session.ts';

/** A text that came whole, joined from its parts. */
export interface ReceivedSms {
	/** Area code and number, without the country. */
	readonly number: string;
	readonly source: string;
	readonly text: string;
	readonly parts: number;
	readonly encoding: 'gsm7' | 'ucs2';
}

export interface Exchange {
	/** `smpp://…@127.0.0.1:…` */
	readonly url: string;
	close(): Promise<void>;
}

/** To such numbers things go wrong on purpose, so that a demonstration shows what people then see. */
const refusedEnd = '0000';
const undeliveredEnd = '9999';
const receiptTries = 20;

/**
 * The exchange (SMSC) of the demonstration: takes every message over SMPP 3.4, joins the parts and delivers none of them, but says that it
 * did. It listens on this machine only. A receipt that is answered with "later" is told again.
 */
export async function startExchange(received: (sms: ReceivedSms) => Promise<void>, receiptMs = 1_500): Promise<Exchange> {
	const password = 'balcao';
	const sessions = new Set<SmppSession>();
	const joining = new Map<string, (string | undefined)[]>();
	const timers = new Set<NodeJS.Timeout>();
	let serial = 0;
	const later = (run: () => void, ms: number): void => {
		const timer = setTimeout(() => {
			timers.delete(timer);
			run();
		}, ms);
		timer.unref();
		timers.add(timer);
	};

	async function submit(pdu: Pdu, session: SmppSession): Promise<void> {
		const sms = decodeMessage(pdu.body);
		if (sms.destination.endsWith(refusedEnd)) {
			session.answer(pdu, commands.submit_sm_resp, Buffer.from([0]), statuses.invalidDestination);
			return;
		}
		const id = (++serial).toString(16).toUpperCase().padStart(8, '0');
		const whole = join(sms);
		if (whole) await received(whole);
		session.answer(pdu, commands.submit_sm_resp, encodeId(id));
		if ((sms.registeredDelivery & 1) === 1) later(() => void tell(session, sms, id, receiptTries), receiptMs);
	}

	/** Null while parts are missing. */
	function join({ source, destination, esmClass, dataCoding, message }: ShortMessage): ReceivedSms | null {
		const encoding = dataCoding === 8 ? 'ucs2' : 'gsm7';
		const header = (esmClass & 0x40) === 0 ? 0 : (message[0] ?? 0) + 1;
		const text = partText(encoding, message.subarray(header));
		const number = destination.replace(/^55/, '');
		if (header !== 6 || message[1] !== 0) return { number, source, text, parts: 1, encoding };
		const [reference = 0, total = 1, place = 1] = message.subarray(3, 6);
		const key = `${source} ${destination} ${String(reference)} ${String(total)}`;
		const texts = joining.get(key) ?? Array.from<string | undefined>({ length: total });
		texts[place - 1] = text;
		joining.set(key, texts);
		if (texts.includes(undefined)) return null;
		joining.delete(key);
		return { number, source, text: texts.join(''), parts: total, encoding };
	}

	async function tell(session: SmppSession, sms: ShortMessage, id: string, tries: number): Promise<void> {
		const to = session.isOpen ? session : [...sessions].find((one) => one.isOpen);
		const [state, word, error] = sms.destination.endsWith(undeliveredEnd) ? [5, 'UNDELIV', '027'] : [2, 'DELIVRD', '000'];
		const answered = await to?.request(
			commands.deliver_sm,
			encodeMessage({
				source: sms.destination,
				destination: sms.source,
				esmClass: 0x04,
				registeredDelivery: 0,
				dataCoding: 0,
				message: Buffer.from(`id:${id} sub:001 dlvrd:${state === 2 ? '001' : '000'} stat:${word} err:${error} text:`, 'latin1'),
				parameters: new Map([
					[tags.receiptedMessageId, encodeId(id)],
					[tags.messageState, Buffer.from([state])]
				])
			})
		);
		const taken = answered?.kind === 'answer' && answered.pdu.status === statuses.ok;
		if (!taken && tries > 1) later(() => void tell(session, sms, id, tries - 1), receiptMs);
	}

	const server = createServer((socket) => {
		let bound = false;
		const session = new SmppSession(
			socket,
			(pdu, from) => {
				if (pdu.command === commands.bind_transceiver) {
					bound = decodeBind(pdu.body).password === password;
					from.answer(pdu, commands.bind_transceiver_resp, encodeId('demonstracao'), bound ? statuses.ok : statuses.invalidPassword);
				} else if (bound && pdu.command === commands.submit_sm)
					submit(pdu, from).catch(() => from.answer(pdu, commands.submit_sm_resp, Buffer.from([0]), statuses.systemError));
				else from.answer(pdu, commands.generic_nack, undefined, statuses.invalidCommand);
			},
			60_000
		);
		sessions.add(session);
		void session.closed.then(() => sessions.delete(session));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	server.unref();
	return {
		url: `smpp://balcao:${password}@127.0.0.1:${String((server.address() as AddressInfo).port)}?source=28282`,
		close: async () => {
			for (const timer of timers) clearTimeout(timer);
			for (const session of sessions) session.destroy();
			await new Promise<void>((closed) => server.close(() => closed()));
		}
	};
}
