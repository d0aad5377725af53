import { describe, expect, it } from 'vitest';
import type { SocketHandlers } from '../ports.ts';
import { Connection } from './connection.ts';

/** A clock that runs when told to. */
function clockwork() {
	let now = 1_000_000;
	let n = 0;
	const timers = new Map<number, { at: number; run: () => void }>();
	return {
		now: () => new Date(now),
		setTimeout: (run: () => void, ms: number) => (timers.set(++n, { at: now + ms, run }), n),
		clearTimeout: (handle: unknown) => void timers.delete(handle as number),
		random: () => 0,
		pass(ms: number) {
			const end = now + ms;
			for (;;) {
				const due = [...timers].filter(([, t]) => t.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
				if (!due) break;
				timers.delete(due[0]);
				now = due[1].at;
				due[1].run();
			}
			now = end;
		},
		get waiting() {
			return timers.size;
		}
	};
}

function place() {
	const clock = clockwork();
	const sockets: (SocketHandlers & { closed_: boolean; sent: string[] })[] = [];
	const heard: string[] = [];
	const events: string[] = [];
	const retries: number[] = [];
	const connection = new Connection({
		clock,
		transport: {
			connect(handlers) {
				const socket = { ...handlers, closed_: false, sent: [] as string[] };
				sockets.push(socket);
				return { send: (m) => void socket.sent.push(String(m)), close: () => void (socket.closed_ = true), bufferedAmount: 0 };
			},
			fetchPage: () => Promise.reject(new Error('none'))
		},
		connecting: () => void events.push('connecting'),
		opened: () => void events.push('opened'),
		message: (text) => void heard.push(text),
		lost: (at) => void retries.push(Date.parse(at) - clock.now().getTime()),
		farewell: (because) => void events.push(because)
	});
	return { clock, sockets, heard, events, retries, connection };
}

describe('connection', () => {
	it('[S6] without any word for 8 s the link is dead, and the next attempt comes by itself', () => {
		const { clock, sockets, connection, retries } = place();
		connection.start();
		sockets[0]!.opened();
		connection.welcomed();
		for (let s = 0; s < 20; s++) {
			clock.pass(3_000);
			sockets[0]!.message('beat');
		}
		expect(connection.state).toBe('joined');
		clock.pass(10_000);
		expect(sockets[0]!.closed_).toBe(true);
		expect(retries).toEqual([250]);
		expect(sockets).toHaveLength(2);
	});

	it('words of an old socket are not heard', () => {
		const { sockets, heard, connection } = place();
		connection.start();
		sockets[0]!.opened();
		connection.retryNow();
		sockets[0]!.message('late');
		sockets[0]!.closed(1006, '');
		expect(sockets).toHaveLength(2);
		sockets[1]!.opened();
		sockets[1]!.message('new');
		expect(heard).toEqual(['new']);
		expect(connection.state).toBe('greeting');
	});

	it('a centre that ends every link right after its greeting is not hammered', () => {
		const { clock, sockets, retries, connection } = place();
		connection.start();
		for (let n = 0; n < 6; n++) {
			const socket = sockets.at(-1)!;
			socket.opened();
			connection.welcomed();
			socket.closed(4004, 'protocol');
			clock.pass(retries.at(-1)!);
		}
		expect(retries).toEqual([250, 500, 1000, 2000, 4000, 7500]);
	});

	it('after a good link the first attempt comes at once again', () => {
		const { clock, sockets, retries, connection } = place();
		connection.start();
		for (let n = 0; n < 3; n++) {
			sockets.at(-1)!.closed(1006, '');
			clock.pass(5_000);
		}
		const socket = sockets.at(-1)!;
		socket.opened();
		connection.welcomed();
		for (let s = 0; s < 5; s++) {
			clock.pass(3_000);
			socket.message('beat');
		}
		socket.closed(1006, '');
		expect(retries.at(-1)).toBe(250);
	});

	it.each([
		[4001, 'signedOut'],
		[4002, 'wiped'],
		[4005, 'reload']
	])('close code %i is final: %s', (code, because) => {
		const { clock, sockets, events, connection } = place();
		connection.start();
		sockets[0]!.opened();
		sockets[0]!.closed(code, '');
		expect(events.at(-1)).toBe(because);
		clock.pass(60_000);
		expect(sockets).toHaveLength(1);
	});

	it('a closed connection leaves no timer behind and opens no socket any more', () => {
		const { clock, sockets, connection } = place();
		connection.start();
		sockets[0]!.opened();
		connection.close();
		sockets[0]!.closed(1006, '');
		connection.retryNow();
		expect([clock.waiting, sockets.length, connection.state]).toEqual([0, 1, 'stopped']);
	});

	it('[D7] a short message behind a deflated one waits for it', async () => {
		const { sockets, heard, connection } = place();
		connection.start();
		sockets[0]!.opened();
		const deflated = new Uint8Array(
			await new Response(new Blob(['long']).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer()
		);
		sockets[0]!.message(deflated);
		sockets[0]!.message('short');
		while (heard.length < 2) await new Promise((done) => setTimeout(done, 1));
		expect(heard).toEqual(['long', 'short']);
	});
});
