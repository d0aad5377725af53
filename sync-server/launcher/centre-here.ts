import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { openCentre } from '../centre.ts';

/** The centre of this process, as far as the launcher deals with it. */
export interface Centre {
	/** Takes plain requests that are the engine's own (pages of a first load); false = not its. */
	handleRequest?(req: IncomingMessage, res: ServerResponse): boolean;
	handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	close(graceMs: number): Promise<void>;
}

interface CentreOptions {
	readonly databaseUrl: string;
	readonly build: string;
	/** Where a person on this machine opens it. */
	readonly address: string;
	log(line: string): void;
}

/**
 * Opens the centre and puts it where the routes find it: they are a bundle, the launcher runs from source, and an
 * import on both sides would make two of them (src/lib/server/centre.ts is the other end; of the address, public-address.ts beside it).
 */
export async function openCentreHere({ address, ...options }: CentreOptions): Promise<Centre> {
	// Before the centre: what it finds waiting may be a mail with a link.
	Object.assign(globalThis, { [Symbol.for('balcao.address')]: address });
	const centre = await openCentre(options);
	Object.assign(globalThis, { [Symbol.for('balcao.centre')]: centre });
	return centre;
}
