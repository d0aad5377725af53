/** What became of a part that was handed over. */
export interface SmsReceipt {
	/** What the gateway called it. */
	readonly reference: string;
	readonly outcome: 'delivered' | 'failed';
	/** The gateway's words: `UNDELIV 001`. */
	readonly reason: string | null;
}

/** States that are an end, and not delivered (SMPP 3.4, 5.2.28); everything else is still on its way. */
const failures = ['EXPIRED', 'DELETED', 'UNDELIV', 'REJECTD', 'UNKNOWN'];
const statesByNumber: Readonly<Record<number, string>> = {
	2: 'DELIVRD',
	3: 'EXPIRED',
	4: 'DELETED',
	5: 'UNDELIV',
	7: 'UNKNOWN',
	8: 'REJECTD'
};

/**
 * A delivery receipt of SMPP: the text of appendix B (`id:… sub:… dlvrd:… submit date:… done date:… stat:DELIVRD err:000 text:…`), whose
 * reference and state the parameters receipted_message_id and message_state replace where they are given. Null: it tells no end.
 */
export function readReceipt(
	text: string,
	given: { readonly reference?: string | undefined; readonly state?: number | undefined } = {}
): SmsReceipt | null {
	const field = (name: string): string | undefined => new RegExp(`(?:^|\\s)${name}:(\\S*)`, 'i').exec(text)?.[1];
	const reference = given.reference ?? field('id');
	const state = (given.state === undefined ? undefined : (statesByNumber[given.state] ?? 'ENROUTE')) ?? field('stat')?.toUpperCase();
	if (!reference || state === undefined) return null;
	// Some exchanges say DELIVERED in full.
	if (state.startsWith('DELIV')) return { reference, outcome: 'delivered', reason: null };
	if (!failures.some((one) => state.startsWith(one))) return null;
	const error = field('err');
	return { reference, outcome: 'failed', reason: [state, error && !/^0*$/.test(error) ? error : ''].filter(Boolean).join(' ') };
}

/**
 * The notice of an HTTP gateway: `{"id": "…", "status": "delivered" | "failed", "reason": "…"}`, or a list of them. Statuses that are no
 * end are left out. Null: it is no notice.
 */
export function readNotices(body: unknown): readonly SmsReceipt[] | null {
	const receipts: SmsReceipt[] = [];
	for (const one of Array.isArray(body) ? (body as unknown[]) : [body]) {
		if (typeof one !== 'object' || one === null) return null;
		const { id, status, reason } = one as Record<string, unknown>;
		if (typeof id !== 'string' || id === '' || typeof status !== 'string') return null;
		if (status === 'delivered') receipts.push({ reference: id, outcome: 'delivered', reason: null });
		else if (status === 'failed')
			receipts.push({ reference: id, outcome: 'failed', reason: typeof reason === 'string' ? reason.slice(0, 200) : null });
	}
	return receipts;
}
