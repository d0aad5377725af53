/** A line of what the simulated exchange of the demonstration holds. */
export interface CaughtSms {
	readonly id: string;
	/** ISO 8601. */
	readonly receivedAt: string;
	/** Area code and number. */
	readonly number: string;
	readonly sender: string;
	readonly text: string;
	readonly parts: number;
	readonly encoding: 'gsm7' | 'ucs2';
}
