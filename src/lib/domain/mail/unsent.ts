/** As a letter is kept: who it is to, and what became of each of its recipients. */
interface Letter {
	readonly customerName: string;
	readonly customerCode: number;
	readonly recipients: readonly { readonly address: string; readonly status: string; readonly error: string | null }[];
}

/** A line of the list of item 333. */
export interface Unsent<T> {
	readonly letter: T;
	/** What was tried; empty where there was no address at all. */
	readonly addresses: readonly string[];
	/** Each reason once, as it is kept. */
	readonly errors: readonly string[];
}

/** Customers whom the letter did not reach at any address (item 333); whoever still waits, or has it at one of two, is not among them. */
export const unsentLetters = <T extends Letter>(letters: readonly T[]): readonly Unsent<T>[] =>
	letters
		.filter(({ recipients }) => recipients.every(({ status }) => status === 'failed' || status === 'bounced'))
		.map((letter) => ({
			letter,
			addresses: letter.recipients.map(({ address }) => address).filter((address) => address !== ''),
			errors: [...new Set(letter.recipients.flatMap(({ error }) => (error === null ? [] : [error])))]
		}));
