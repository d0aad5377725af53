import type { PostalAddress } from '#lib/domain/address/address.ts';
import { formatPostalCode } from '#lib/domain/postal-code.ts';
import { listenHere, type Listening } from '../simulator-server.ts';

export interface PostalSimulator extends Listening {
	/** `slow`: takes the question and never answers; `broken`: status 500; `page`: a web page where JSON should be. */
	mode: 'well' | 'slow' | 'broken' | 'page';
}

/**
 * Speaks ViaCEP's protocol on a free local port, for the demonstration without Internet and for tests. `find` knows the
 * addresses.
 */
export async function startPostalSimulator(find: (postalCode: string) => PostalAddress | null): Promise<PostalSimulator> {
	const server = await listenHere((request, response) => {
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
	const simulator: PostalSimulator = { ...server, mode: 'well' };
	return simulator;
}
