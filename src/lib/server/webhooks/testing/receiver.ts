import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenHere } from '#lib/server/simulator-server.ts';

export interface Received {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** A receiver of webhooks on a local port: keeps what it got, and answers as it is told. */
export async function startReceiver(): Promise<{
	readonly url: string;
	readonly received: Received[];
	/** How it answers from now on; normally 204. */
	answer: (response: ServerResponse) => void;
	close(): Promise<void>;
}> {
	const received: Received[] = [];
	const { url, close } = await listenHere((request, response) => {
		void text(request).then((body) => {
			received.push({ path: request.url ?? '', headers: request.headers, body });
			receiver.answer(response);
		});
	});
	const receiver = { url: `${url}/hook`, received, answer: (response: ServerResponse): void => void response.writeHead(204).end(), close };
	return receiver;
}
