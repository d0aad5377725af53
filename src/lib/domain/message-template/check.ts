import { parseTemplate } from './parse.ts';
import { nearestVariable, type TemplateVariable } from './variables.ts';

/** Something in a template that would not come out as meant. `from` and `to` are places in its text. */
export type TemplateProblem =
	| {
			readonly kind: 'unknown' | 'unclosed';
			readonly name: string;
			/** What was probably meant. */
			readonly suggestion: TemplateVariable | null;
			readonly from: number;
			readonly to: number;
	  }
	/** One brace where two are meant: `{nome}` of other programs would be sent as it stands. */
	| { readonly kind: 'single'; readonly name: string; readonly suggestion: TemplateVariable; readonly from: number; readonly to: number };

/** What is wrong with a template, in the order of its text. An empty one has no problem: it is not written yet. */
export function checkTemplate(text: string): readonly TemplateProblem[] {
	const problems: TemplateProblem[] = [];
	for (const part of parseTemplate(text)) {
		if (part.kind === 'unknown' || part.kind === 'unclosed')
			problems.push({ kind: part.kind, name: part.name, suggestion: nearestVariable(part.name), from: part.from, to: part.to });
		if (part.kind !== 'text') continue;
		for (const match of part.text.matchAll(/\{([\p{L}\p{N}_.]+)\}/gu)) {
			const suggestion = nearestVariable(match[1]!);
			const from = part.from + match.index;
			if (suggestion !== null) problems.push({ kind: 'single', name: match[1]!, suggestion, from, to: from + match[0].length });
		}
	}
	return problems;
}

/** The text with one problem mended as suggested; without a suggestion, unchanged. */
export const mended = (text: string, problem: TemplateProblem): string =>
	problem.suggestion === null ? text : `${text.slice(0, problem.from)}{{${problem.suggestion}}}${text.slice(problem.to)}`;
