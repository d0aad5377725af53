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
	answer: (response: ServerResponse, got: Received) => void;
	close(): Promise<void>;
}> {
	const received: Received[] = [];
	const receiver = {
		url: '',
		received,
		answer: (response: ServerResponse) => void response.writeHead(204).end(),
		close: (): Promise<void> => Promise.resolve()
	};
	const { url, close } = await listenHere((request, response) => {
		void text(request).then((body) => {
			const got = { path: request.url ?? '', headers: request.headers, body };
			received.push(got);
			receiver.answer(response, got);
		});
	});
	return Object.assign(receiver, { url: `${url}/hook`, close }) as Awaited<ReturnType<typeof startReceiver>>;
}
