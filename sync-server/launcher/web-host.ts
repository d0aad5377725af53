import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { OperatorError } from '../postgres/operator-error.ts';

export type RequestHandler = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
/** True when the socket was taken. */
export type UpgradeHandler = (req: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** The http server: it has its port from the first moment, so a taken port is known before anything is built or loaded. */
export interface WebHost {
	readonly server: Server;
	/** Where a person on this machine opens it. */
	readonly address: string;
	/** From now on requests are served; before, everybody is told to try again. */
	serve(handler: RequestHandler, upgrade: UpgradeHandler): void;
	/** Takes no new connection, lets running requests finish for `graceMs`, then cuts them off. Sockets are the centre's. */
	drain(graceMs: number): Promise<void>;
}

/** @throws OperatorError when the port or the address cannot be had. */
export async function openWebHost(host: string, port: number, options: { behindProxy: boolean }): Promise<WebHost> {
	let handle: RequestHandler = (_req, res) => {
		res
			.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2', 'cache-control': 'no-store' })
			.end('Balcão is starting, please try again in a moment.\n');
	};
	let upgrade: UpgradeHandler = () => false;

	const running = new Set<ServerResponse>();
	let idle = () => {};
	const server = createServer((req, res) => {
		running.add(res);
		res.once('close', () => {
			running.delete(res);
			if (running.size === 0) idle();
		});
		direct(req);
		handle(req, res, () => res.writeHead(404).end());
	});
	// A balancer keeps connections open for about a minute; closing earlier than it does would fail its requests.
	server.keepAliveTimeout = 65_000;
	server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		direct(req);
		if (!upgrade(req, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
	});

	/** Nobody in front of us: who claims to be a proxy that speaks https is not one. */
	function direct(req: IncomingMessage): void {
		if (!options.behindProxy) req.headers['x-forwarded-proto'] = 'http';
	}

	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
		server.listen(port, host, resolve);
	});

	return {
		server,
		address: shownAddress(host, (server.address() as AddressInfo).port),
		serve(handler, upgradeHandler) {
			handle = handler;
			upgrade = upgradeHandler;
		},
		async drain(graceMs) {
			// Not waiting for `close`: it also waits for upgraded sockets, and it is the centre that says goodbye to those.
			server.close();
			server.closeIdleConnections();
			if (running.size > 0)
				await new Promise<void>((resolve) => {
					idle = resolve;
					setTimeout(resolve, graceMs).unref();
				});
			server.closeAllConnections();
		}
	};
}

function shownAddress(host: string, port: number): string {
	const everywhere = host === '0.0.0.0' || host === '::';
	const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	return `http://${name}:${port}`;
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
	if (error.code === 'EADDRINUSE')
		return new OperatorError(
			`Port ${port} is taken by another program: choose another one, for example PORT=${port < 65_535 ? port + 1 : 3000} npm start.`
		);
	if (error.code === 'EACCES')
		return new OperatorError(
			`Port ${port} may only be used by an administrator: choose one from 1024 upwards, for example PORT=3000 npm start.`
		);
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
		return new OperatorError(
			`This machine has no address ${host}: set HOST to one it has (127.0.0.1 for this machine only, 0.0.0.0 for the whole network).`
		);
	return error;
}
