import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PostalAddress } from '#lib/domain/address/address.ts';
import { formatPostalCode } from '#lib/domain/postal-code.ts';

export interface PostalSimulator {
	/** e.g. `http://127.0.0.1:40123`. */
	readonly url: string;
	/** `slow`: takes the question and never answers; `broken`: status 500; `page`: a web page where JSON should be. */
	mode: 'well' | 'slow' | 'broken' | 'page';
	close(): Promise<void>;
}

/**
 * Speaks ViaCEP's protocol on a free local port, for the demonstration without Internet and for tests. `find` knows the
 * addresses. It does not keep the process alive.
 */
export async function startPostalSimulator(find: (postalCode: string) => PostalAddress | null): Promise<PostalSimulator> {
	const server = createServer((request, response) => {
		const postalCode = /^\/ws\/(\d{8})\/json\/?$/.exec(request.url ?? '')?.[1];
		if (simulator.mode === 'slow') return;
		if (simulator.mode === 'broken') return void response.writeHead(500).end();
		if (simulator.mode === 'page') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Wi-Fi</h1>');
		// The real one answers a malformed CEP with a web page.
		if (!postalCode) return void response.writeHead(400, { 'content-type': 'text/html' }).end('<h3>Http 400</h3>');
		const found = find(postalCode);
		const body = found
			? {
					cep: formatPostalCode(found.postalCode),
					logradouro: found.street ?? '',
					complemento: '',
					bairro: found.district ?? '',
					localidade: found.city,
					uf: found.state
				}
			: { erro: 'true' };
		response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	const simulator: PostalSimulator = {
		url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
		mode: 'well',
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
	return simulator;
}
