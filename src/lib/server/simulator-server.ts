import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
	/** e.g. `http://127.0.0.1:40123`. */
	readonly url: string;
	close(): Promise<void>;
}

/** What every simulator of an outside service stands on: a free local port, which does not keep the process alive. */
export async function listenHere(answer: RequestListener): Promise<Listening> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	return {
		url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}
