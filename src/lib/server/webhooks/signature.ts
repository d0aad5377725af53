import { createHmac } from 'node:crypto';

/**
 * `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 with the webhook's secret over `<t>.<body>`. The time is part of what is signed,
 * so that an old delivery that somebody recorded can be told from a new one.
 */
export function signature(secret: string, body: string, at: Date): string {
	const t = Math.floor(at.getTime() / 1000);
	return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}
