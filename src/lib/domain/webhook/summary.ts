/** A webhook as the centre lists it and the settings show it; never its secret. Instants are ISO 8601. */
export interface WebhookSummary {
	readonly id: string;
	readonly name: string;
	readonly url: string;
	readonly events: readonly string[];
	readonly userId: string;
	readonly userName: string;
	readonly active: boolean;
	readonly createdAt: string;
	/** Deliveries that wait, also for their next attempt. */
	readonly waiting: number;
	/** The newest settled one. */
	readonly lastStatus: 'delivered' | 'failed' | null;
	readonly lastAt: string | null;
}

/** One line of the log of deliveries. */
export interface DeliverySummary {
	readonly id: string;
	readonly event: string;
	readonly createdAt: string;
	readonly status: 'waiting' | 'delivered' | 'failed';
	readonly attempts: number;
	readonly responseStatus: number | null;
	readonly error: string | null;
	/** Of the next attempt. */
	readonly dueAt: string | null;
	readonly deliveredAt: string | null;
	readonly payload: unknown;
}
