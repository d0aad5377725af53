import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf, oneLine } from '../text.ts';
import { webhookEvents } from './events.ts';

export const webhookNameLimit = 100;
export const webhookUrlLimit = 2000;

/** An address that events may be sent to: http or https, without a name and password in it (they would end up in lists and logs). */
export function isWebhookUrl(text: string): boolean {
	if (text.length > webhookUrlLimit || !URL.canParse(text)) return false;
	const url = new URL(text);
	return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' && url.username === '' && url.password === '';
}

export interface WebhookInput {
	readonly name: string;
	readonly url: string;
	readonly events: readonly string[];
}

/** In stored form: without blanks around, each event once, in the order of the list. */
export function normaliseWebhook(input: WebhookInput): WebhookInput {
	return { name: oneLine(input.name) ?? '', url: input.url.trim(), events: webhookEvents.filter((event) => input.events.includes(event)) };
}

/** What is wrong with a webhook in stored form: `field_required`, `field_too_long`, `url_invalid`; null when nothing is. */
export function checkWebhook({ name, url, events }: WebhookInput): Refusal | null {
	if (name === '') return refusal('field_required', 'name');
	if (lengthOf(name) > webhookNameLimit) return refusal('field_too_long', 'name', { limit: webhookNameLimit, length: lengthOf(name) });
	if (url === '') return refusal('field_required', 'url');
	if (!isWebhookUrl(url)) return refusal('url_invalid', 'url');
	return events.length === 0 ? refusal('field_required', 'events') : null;
}
