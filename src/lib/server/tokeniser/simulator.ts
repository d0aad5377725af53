import { randomUUID } from 'node:crypto';
import { isCardNumber } from '#lib/domain/payment-method/card.ts';
import { listenHere, type Listening } from '../simulator-server.ts';
import { declinedNumber } from './fake.ts';

export interface TokeniserSimulator extends Listening {
	/** `rude`: fails with an answer that repeats the request, as badly made services do. */
	mode: 'well' | 'slow' | 'broken' | 'rude';
}

/** Speaks the protocol of http.ts on a free local port. It forgets every card at once. */
export async function startTokeniserSimulator(): Promise<TokeniserSimulator> {
	const server = await listenHere((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const json = (status: number, body: object) =>
				response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
			if (simulator.mode === 'slow') return;
			if (simulator.mode === 'broken') return void response.writeHead(500).end();
			const text = Buffer.concat(parts).toString();
			if (simulator.mode === 'rude') return void json(500, { error: `could not process ${text}` });
			if (request.method !== 'POST' || request.url !== '/v1/tokens') return void json(404, { error: 'not_found' });
			const { number = '' } = JSON.parse(text) as { number?: string };
			if (!isCardNumber(number) || number === declinedNumber) return void json(422, { error: 'card_declined' });
			json(201, { token: `sim_${randomUUID()}`, brand: null });
		});
	});
	const simulator: TokeniserSimulator = { ...server, mode: 'well' };
	return simulator;
}
