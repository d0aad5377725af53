import { letterDestinations, type LetterDestination } from '#lib/domain/mail/collection-letter.ts';
import { recall, remember } from '#lib/ui/remembered.ts';

/** Configuração (items 328–331), as it stands in the inputs. */
export interface Configuration {
	readonly destination: LetterDestination;
	readonly contactTypeId: string;
	readonly messageTemplateId: string;
	readonly senderAddressId: string;
	readonly subject: string;
}

const untouched: Configuration = { destination: 'main', contactTypeId: '', messageTemplateId: '', senderAddressId: '', subject: '' };

// Under `table.`: how somebody writes to the delinquent stays on this computer after they leave, as widths of columns do.
const keyOf = (userId: string): string => `table.letter.${userId}`;

/** What this person chose last time; ids of what is gone are for the caller to judge. */
export const lastConfiguration = (userId: string): Configuration => recall(keyOf(userId), untouched, isConfiguration);
export const keepConfiguration = (userId: string, kept: Configuration): void => {
	remember(keyOf(userId), kept);
};

function isConfiguration(value: unknown): value is Configuration {
	if (typeof value !== 'object' || value === null) return false;
	const kept = value as Partial<Record<keyof Configuration, unknown>>;
	return (
		(letterDestinations as readonly unknown[]).includes(kept.destination) &&
		(['contactTypeId', 'messageTemplateId', 'senderAddressId', 'subject'] as const).every((field) => typeof kept[field] === 'string')
	);
}
