import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** True when nothing listens on this loopback port and we may. */
export function isPortFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
	});
}

/**
 * A free loopback port from 20000 to 32767: below Linux' ephemeral range, where an outgoing connection of somebody
 * else could take it between two starts. `preferred` is taken when it is free.
 */
export async function freePort(preferred?: number): Promise<number> {
	if (preferred !== undefined && (await isPortFree(preferred))) return preferred;
	for (let attempt = 0; attempt < 200; attempt++) {
		const port = randomInt(20_000, 32_768);
		if (await isPortFree(port)) return port;
	}
	throw new Error('no free port between 20000 and 32767');
}
