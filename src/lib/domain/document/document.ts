import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf, manyLines, oneLine } from '../text.ts';

/** Longest description (Descrição) and remark (Observação do Registro), in characters. */
export const descriptionLimit = 200;
export const remarkLimit = 4000;

/** What a person may write about a document, and change later: these two and nothing else (item 177). */
export interface DocumentTexts {
	readonly description: string | null;
	readonly remark: string | null;
}

/** Both in stored form; empty becomes null. */
export function normaliseDocument(texts: DocumentTexts): DocumentTexts {
	return { description: oneLine(texts.description), remark: manyLines(texts.remark) };
}

/** Everything that is wrong with them, normalised texts expected; empty when nothing is. */
export function checkDocument({ description, remark }: DocumentTexts): readonly Refusal[] {
	const tooLong = (field: string, text: string | null, limit: number): Refusal[] =>
		text !== null && lengthOf(text) > limit ? [refusal('field_too_long', field, { limit, length: lengthOf(text) })] : [];
	return [
		...(description === null ? [refusal('field_required', 'description')] : []),
		...tooLong('description', description, descriptionLimit),
		...tooLong('remark', remark, remarkLimit)
	];
}
