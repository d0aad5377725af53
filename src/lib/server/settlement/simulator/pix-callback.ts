import { createHmac, randomBytes } from 'node:crypto';

/** A PIX as a payment service provider tells of it. */
export interface SimulatedPix {
	readonly txid: string;
	readonly cents: number;
	/** ISO 8601. */
	readonly at: string;
	readonly endToEndId?: string;
}

/** `E`, the ISPB of a bank that there is not, the minute, and eleven characters: as the real ones are made. */
export const newEndToEndId = (at: string): string =>
	`E99999999${at.slice(0, 16).replace(/\D/g, '')}${randomBytes(6).toString('hex').slice(0, 11)}`;

/**
 * Calls our webhook as the API Pix does: POST to `<url>/pix`, signed with the shared secret where the provider's proxy would have shown
 * its certificate. Answers the status.
 */
export async function sendPix(webhookUrl: string, secret: string, events: readonly SimulatedPix[]): Promise<number> {
	const body = JSON.stringify({
		pix: events.map(({ txid, cents, at, endToEndId }) => ({
			endToEndId: endToEndId ?? newEndToEndId(at),
			txid,
			valor: `${String(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`,
			horario: at
		}))
	});
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	const answer = await fetch(`${webhookUrl}/pix`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-pix-signature': `sha256=${signature}` },
		body
	});
	return answer.status;
}
