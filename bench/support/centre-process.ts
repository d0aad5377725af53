/** One node of the centre in a process of its own, as in production but for the web pages. */
import { createWriteStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AskedReport } from '#lib/server/report/asked.ts';
import { makeFile } from '#lib/server/report/make-file.ts';
import { eachSheet } from '#lib/server/slip/many.ts';
import { writeSlips } from '#lib/server/slip/pdf.ts';
import type { Actor } from '#lib/sync/model.ts';
import { openCentre, type Centre } from '#sync-server/centre.ts';
import { serveParent } from './child.ts';
import { nowMs } from './stats.ts';

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
	/** Slips of these invoices as one PDF, in the process of the node as its endpoint makes them. */
	async slips({ actor, invoiceIds, to, today }: { actor: Actor; invoiceIds: readonly string[]; to: string; today: string }) {
		const began = nowMs();
		const file = { title: 'Boletos', author: 'Bench', issuedAt: `${today}T12:00:00Z` };
		const at = { now: new Date().toISOString(), today };
		const pages = await writeSlips(createWriteStream(to), file, eachSheet(centre!.pool, actor, invoiceIds, at));
		return { pages, ms: nowMs() - began };
	},
	/** A report in a format that the centre makes, as its endpoint does: what is asked lies in `from`. */
	async report({ asked, from, folder }: { asked: AskedReport; from: string; folder: string }) {
		const began = nowMs();
		let most = 0;
		const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
		const before = process.memoryUsage.rss();
		const { path } = await makeFile(asked, from, folder, new Date().toISOString(), new AbortController().signal, () => undefined).finally(
			() => clearInterval(watch)
		);
		return { ms: nowMs() - began, bytes: statSync(path).size, rss: Math.max(most, process.memoryUsage.rss()), rssBefore: before };
	},
	stop: () => centre?.close(50)
});
