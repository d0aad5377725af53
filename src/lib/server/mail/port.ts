/** One e-mail to one address: results are per recipient, and nobody sees who else was written to. */
export interface Letter {
	/** Without angle brackets; the same in every attempt, so that servers and readers know it again. */
	readonly messageId: string;
	/** Comes back in a notification that it could not be delivered (RFC 3461, ENVID). */
	readonly envelopeId: string;
	readonly from: { readonly name: string; readonly address: string };
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly attachments: readonly { readonly fileName: string; readonly type: string; readonly content: Uint8Array }[];
	/** Ask the reader's program to confirm to the sender that it was read (item 264). */
	readonly readReceipt: boolean;
}

/**
 * What the mail server said. `refused`: for good, this address or this letter will never do. `later`: nobody answered, or it said to try
 * again; `reason` is its own sentence, or the code of the network's.
 */
export type Posted =
	{ readonly kind: 'taken' } | { readonly kind: 'refused'; readonly reason: string } | { readonly kind: 'later'; readonly reason: string };

/** A mail server that takes our letters. Never throws: whatever goes wrong is an answer. */
export interface MailServer {
	post(letter: Letter): Promise<Posted>;
	close(): void;
}
