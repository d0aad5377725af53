import { createContext } from 'svelte';
import type { CustomerRecord } from '#lib/queries/customer/get.ts';
import type { CustomerPresence } from './presence.ts';

/** What the frame of a record gives to the screens inside it. Exists only while the record is known. */
export interface RecordContext {
	readonly id: string;
	/** As it is now; reactive. */
	readonly record: CustomerRecord;
	readonly presence: CustomerPresence;
	/** Why nothing is written here any more, whoever asks; null while the record is open. Reactive. */
	readonly closed: string | null;
}
export const [useRecord, setRecord] = createContext<RecordContext>();
