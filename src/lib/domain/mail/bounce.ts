/** What a delivery status notification says of one recipient for good (RFC 3464). */
export interface Bounce {
	/** The envelope id that was given along (RFC 3461, ENVID). */
	readonly envelopeId: string;
	readonly address: string;
	/** `5.1.1`, and what the other server said. */
	readonly reason: string;
}

/** A field of a notification, with the lines that it goes on over. */
function field(block: string, name: string): string | null {
	const found = new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t]+.*)*)`, 'im').exec(block)?.[1];
	return found === undefined ? null : found.replace(/\r?\n[ \t]+/g, ' ').trim();
}

/**
 * The recipients that a mail could not be brought to, from the raw text of the mail that tells it; empty when it tells nothing of the sort.
 * A delay is no failure, and a notification without our envelope id is about nobody.
 */
export function readBounces(raw: string): readonly Bounce[] {
	const part = /content-type:\s*message\/delivery-status[\s\S]*?\r?\n\r?\n([\s\S]*)/i.exec(raw)?.[1];
	if (part === undefined) return [];
	const envelopeId = field(part, 'Original-Envelope-Id');
	if (envelopeId === null) return [];
	return part.split(/\r?\n\r?\n/).flatMap((block) => {
		if (field(block, 'Action')?.toLowerCase() !== 'failed') return [];
		const address = (field(block, 'Original-Recipient') ?? field(block, 'Final-Recipient'))?.replace(/^[\w-]+;\s*/, '').toLowerCase();
		if (!address) return [];
		const told = field(block, 'Diagnostic-Code')?.replace(/^[\w-]+;\s*/, '');
		return [{ envelopeId, address, reason: [field(block, 'Status'), told].filter(Boolean).join(' ').slice(0, 300) }];
	});
}
