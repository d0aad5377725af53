/** A line of what the mail catcher of the demonstration holds. */
export interface CaughtLine {
	readonly id: string;
	/** ISO 8601. */
	readonly receivedAt: string;
	readonly sender: string;
	readonly address: string;
	readonly subject: string;
}

/** A letter as a reader would show it; never its HTML, which is what somebody else wrote. */
export interface CaughtLetter extends CaughtLine {
	readonly from: string;
	readonly text: string;
	/** Whom a confirmation of reading is asked for; null when it is not. */
	readonly receiptTo: string | null;
	readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}
