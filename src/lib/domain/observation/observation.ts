import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf, manyLines } from '../text.ts';

/** Longest text of an observation, in characters. */
export const observationTextLimit = 10_000;

/** What a person writes (M1 5.5.2–5.5.4); date and author come from the mutator (items 134, 135). */
export interface ObservationInput {
	readonly observationTypeId: string | null;
	readonly text: string | null;
	/** Leitura Obrigatória: Sim / Não. */
	readonly mustRead: boolean;
}

/** Text in the form in which it is stored; empty becomes null. */
export function normaliseObservationText(text: string | null): string | null {
	return manyLines(text);
}

/** Everything that is wrong with an observation, normalised text expected; empty when nothing is. */
export function checkObservation(input: ObservationInput): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (!input.observationTypeId) refusals.push(refusal('field_required', 'observationTypeId'));
	if (input.text === null || input.text === '') refusals.push(refusal('field_required', 'text'));
	else if (lengthOf(input.text) > observationTextLimit)
		refusals.push(refusal('field_too_long', 'text', { limit: observationTextLimit, length: lengthOf(input.text) }));
	return refusals;
}

/** The title that lists show: the first line that says something (item 137). */
export function observationTitle(text: string): string {
	return (
		text
			.split('\n')
			.find((line) => line.trim() !== '')
			?.trim() ?? ''
	);
}

/** Rises when the wording changes, so that a reading says which wording was read. Type and mustRead are no wording. */
export function nextObservationVersion(current: { readonly version: number; readonly text: string }, newText: string): number {
	return current.text === newText ? current.version : current.version + 1;
}

/**
 * The observations that must be read whenever the record is opened, newest first: all with Leitura Obrigatória = Sim,
 * read before or not, until it is set to Não (items 139, 140, 149; decision 9.2).
 */
export function observationsToRead<O extends { readonly id: string; readonly mustRead: boolean; readonly createdAt: string }>(
	observations: readonly O[]
): readonly O[] {
	return observations
		.filter((o) => o.mustRead)
		.sort((a, b) => compare(Date.parse(b.createdAt), Date.parse(a.createdAt)) || compare(b.id, a.id));
}

const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
