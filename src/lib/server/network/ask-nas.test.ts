import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeOfAuthorization, disconnect, type Patience } from './ask-nas.ts';
import { codes, decode, encodeRequest, isGenuineRequest, textAttribute, types, vendorAttribute } from './packet.ts';
import { startNas, type SimulatedNas } from './testing/nas.ts';

const secret = 'segredo-do-nas';
const quick: Patience = { firstMs: 40, tries: 3 };
const session = { username: 'maria@exemplo', acctSessionId: '81a00001', nasIpAddress: '127.0.0.1' };
let nas: SimulatedNas;
beforeEach(async () => {
	nas = await startNas(secret);
	nas.sessions.set(session.acctSessionId, { username: session.username });
});
afterEach(() => nas.close());
const at = (more: object = {}) => ({ address: '127.0.0.1', port: nas.port, secret, ...more });

describe('a Disconnect over UDP', () => {
	test('ends the session and is acknowledged', async () => {
		expect(await disconnect(at(), session, quick)).toEqual({ kind: 'ack' });
		expect(nas.sessions.size).toBe(0);
	});
	test('whose datagram is lost is sent again with the same id', async () => {
		nas.lose(2);
		expect(await disconnect(at(), session, quick)).toEqual({ kind: 'ack' });
		expect(nas.log.map(({ what }) => what)).toEqual(['lost', 'lost', 'done']);
		expect(new Set(nas.log.map(({ id }) => id)).size).toBe(1);
	});
	test('of a session that the NAS does not have is refused with its Error-Cause', async () => {
		nas.sessions.clear();
		expect(await disconnect(at(), session, quick)).toEqual({ kind: 'nak', cause: 503 });
	});
	test('with a wrong secret gets silence, as from a NAS that is off', async () => {
		expect(await disconnect(at({ secret: 'outro' }), session, quick)).toEqual({ kind: 'silence' });
		expect(nas.log.map(({ what }) => what)).toEqual(['not_genuine', 'not_genuine', 'not_genuine']);
		expect(nas.sessions.size).toBe(1);
	});
	test('answered by who does not share the secret is not believed', async () => {
		nas.manner = 'liar';
		expect(await disconnect(at(), session, quick)).toEqual({ kind: 'not_genuine' });
	});
	test('to an address to which the system opens no way is unreachable, and harms nobody', async () => {
		expect(await disconnect(at({ address: '255.255.255.255' }), session, quick)).toEqual({ kind: 'unreachable' });
	});
	test('to a port where nobody listens is unreachable, and aborting rejects', async () => {
		const other = await startNas(secret);
		await other.close();
		expect(await disconnect(at({ port: other.port }), session, quick)).toEqual({ kind: 'unreachable' });
		nas.manner = 'mute';
		const stop = new AbortController();
		const asked = disconnect(at(), session, { firstMs: 60_000, tries: 2 }, stop.signal);
		stop.abort();
		await expect(asked).rejects.toThrow('aborted');
	});
});

test('a CoA carries the attributes of the vendor', async () => {
	const rate = vendorAttribute(14988, 8, Buffer.from('1M/2M'));
	expect(await changeOfAuthorization(at(), session, [rate], quick)).toEqual({ kind: 'ack' });
	const changed = nas.sessions.get(session.acctSessionId)?.changed?.find(({ type }) => type === types.vendorSpecific);
	expect(changed?.value.subarray(0, 6).toString('hex')).toBe('00003a8c0807');
	expect(changed?.value.subarray(6).toString()).toBe('1M/2M');
});

test('a packet is as RFC 2865 and 5176 lay it out, and any changed byte makes it not genuine', () => {
	const packet = { code: codes.disconnect, id: 7, attributes: [textAttribute(types.userName, 'ana')] };
	const bytes = encodeRequest(packet, secret);
	expect(bytes.readUInt16BE(2)).toBe(bytes.length);
	expect(decode(bytes)).toMatchObject({ code: 40, id: 7, attributes: [{ type: 80 }, { type: 1, value: Buffer.from('ana') }] });
	expect(isGenuineRequest(bytes, secret)).toBe(true);
	for (let n = 0; n < bytes.length; n++) {
		const bad = Buffer.from(bytes);
		bad[n]! ^= 1;
		expect(isGenuineRequest(bad, secret), `byte ${n}`).toBe(false);
	}
	expect(decode(bytes.subarray(0, 19))).toBeNull();
	expect(decode(Buffer.concat([bytes.subarray(0, 20), Buffer.from([1, 1])]))).toBeNull();
});
