/** What the tests use of the library: it brings no types of its own. */
declare module 'smpp' {
	import type { EventEmitter } from 'node:events';
	import type { Server } from 'node:net';

	namespace smpp {
		interface Pdu {
			readonly command: string;
			readonly command_status: number;
			readonly password: string;
			readonly destination_addr: string;
			readonly source_addr: string;
			readonly dest_addr_ton: number;
			readonly esm_class: number;
			readonly data_coding: number;
			readonly registered_delivery: number;
			readonly short_message: unknown;
			response(fields?: object): Pdu;
		}
		interface Session extends Omit<EventEmitter, 'on'> {
			on(event: string, listener: (pdu: Pdu) => void): this;
			send(pdu: Pdu): void;
			deliver_sm(fields: object, answered: (pdu: Pdu) => void): void;
			destroy(): void;
		}
		function createServer(listener: (session: Session) => void): Server;
	}
	export default smpp;
}
