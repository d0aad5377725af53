import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension, Text } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { checkTemplate } from '#lib/domain/message-template/check.ts';
import { parseTemplate } from '#lib/domain/message-template/parse.ts';
import { templateVariables } from '#lib/domain/message-template/variables.ts';
import { problemWords, variableName } from './template-words.ts';

/** Variables as marks of their own, and what is wrong underlined with the sentence about it. */
function marks(text: Text): DecorationSet {
	const template = text.toString();
	const variables = parseTemplate(template).flatMap((part) =>
		part.kind === 'variable'
			? [Decoration.mark({ class: 'cm-variable', attributes: { title: variableName(part.name) } }).range(part.from, part.to)]
			: []
	);
	const problems = checkTemplate(template).map((problem) =>
		Decoration.mark({ class: 'cm-problem', attributes: { title: problemWords(problem) } }).range(problem.from, problem.to)
	);
	return Decoration.set([...variables, ...problems], true);
}

const marking = ViewPlugin.fromClass(
	class {
		decorations: DecorationSet;
		constructor(view: EditorView) {
			this.decorations = marks(view.state.doc);
		}
		update(update: ViewUpdate): void {
			if (update.docChanged) this.decorations = marks(update.state.doc);
		}
	},
	{ decorations: (plugin) => plugin.decorations }
);

/** Behind `{{`, the variables that begin or contain what follows; braces that are there already are not doubled. */
function complete(context: CompletionContext): CompletionResult | null {
	const open = context.matchBefore(/\{\{[\p{L}\p{N}_. ]*/u);
	if (!open) return null;
	return {
		from: open.from + 2,
		options: templateVariables.map((name) => ({
			label: name,
			detail: variableName(name),
			apply: (view, _completion, from, to) => {
				const closed = view.state.sliceDoc(to, to + 2) === '}}';
				view.dispatch({
					changes: { from, to, insert: closed ? name : `${name}}}` },
					selection: { anchor: from + name.length + 2 },
					userEvent: 'input.complete'
				});
			}
		})),
		validFor: /^[\p{L}\p{N}_. ]*$/u
	};
}

/**
 * What a template's editor has besides: marked variables, underlined problems, completion behind `{{`. The list opens nowhere
 * else, so that an Enter is meant for it: what is typed fast must not run past it.
 */
export const templateEditing = (): Extension => [
	marking,
	autocompletion({ override: [complete], icons: false, defaultKeymap: true, interactionDelay: 0 })
];
