import { parseTemplate, type TemplatePart } from './parse.ts';
import type { TemplateValues, TemplateVariable } from './variables.ts';

/** A piece of a message as it would be sent. */
export interface RenderedPart {
	readonly text: string;
	/** Put in for this variable; absent for what is written in the template itself. */
	readonly variable?: TemplateVariable;
	/** Stays as it was written: not a variable, or one that this customer has no value for. */
	readonly missing?: true;
}

function renderPart(part: TemplatePart, template: string, values: TemplateValues): RenderedPart {
	if (part.kind === 'text') return { text: part.text };
	if (part.kind !== 'variable') return { text: template.slice(part.from, part.to), missing: true };
	const value = values[part.name];
	return value === null ? { text: '', variable: part.name, missing: true } : { text: value, variable: part.name };
}

/**
 * The message of a template for one customer, piece by piece. Values are put in as they are and never read again: braces
 * in somebody's name name nothing.
 */
export function renderParts(template: string, values: TemplateValues): readonly RenderedPart[] {
	return parseTemplate(template).map((part) => renderPart(part, template, values));
}

/** The message as plain text; what has no value is left out, what is no variable stays as written. */
export const renderText = (template: string, values: TemplateValues): string =>
	renderParts(template, values)
		.map((part) => part.text)
		.join('');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter]!);

/** The message as HTML of paragraphs; whatever stands in the template or in a value is text in it, never markup. */
export const renderHtml = (template: string, values: TemplateValues): string =>
	renderText(template, values)
		.split(/\n{2,}/)
		.map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
		.join('\n');

/** Variables of the template that this customer has no value for, each once. */
export const missingValues = (template: string, values: TemplateValues): readonly TemplateVariable[] => [
	...new Set(renderParts(template, values).flatMap((part) => (part.missing && part.variable ? [part.variable] : [])))
];
