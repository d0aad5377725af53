/** One node of the centre in a process of its own, as in production but for the web pages. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openCentre, type Centre } from '#sync-server/centre.ts';
import { serveParent } from './child.ts';

let centre: Centre | null = null;

serveParent({
	async open({ databaseUrl }: { databaseUrl: string }) {
		const opened = (centre = await openCentre({ databaseUrl, build: 'bench', log: (line) => console.error(`centre: ${line}`) }));
		const server = createServer((request, response) => {
			if (!opened.handleRequest(request, response)) response.writeHead(404).end();
		});
		// As sync-server/launcher/web-host.ts: a reader that is busy between two pages finds its connection open.
		server.keepAliveTimeout = 65_000;
		server.on('upgrade', (request, socket, head) => {
			if (!opened.handleUpgrade(request, socket, head)) socket.destroy();
		});
		// Offices that come back all at once: the default backlog of 511 would make the system refuse some of 2,000.
		await new Promise<void>((done) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, done));
		return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
	},
	/** Bytes resident after collecting garbage, and CPU used so far in ms. */
	usage() {
		(globalThis as { gc?(): void }).gc?.();
		const { user, system } = process.cpuUsage();
		return { rss: process.memoryUsage.rss(), cpuMs: (user + system) / 1000 };
	},
	metrics: () => centre!.metrics(),
	stop: () => centre?.close(50)
});
