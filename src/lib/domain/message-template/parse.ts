import { variableNamed, type TemplateVariable } from './variables.ts';

/** A piece of a template; `from` and `to` are places in its text (UTF-16), one piece begins where the last one ended. */
export type TemplatePart =
	| { readonly kind: 'text'; readonly text: string; readonly from: number; readonly to: number }
	| { readonly kind: 'variable'; readonly name: TemplateVariable; readonly from: number; readonly to: number }
	/** Between braces, but no variable of ours. */
	| { readonly kind: 'unknown'; readonly name: string; readonly from: number; readonly to: number }
	/** `{{` that is never closed on its line. */
	| { readonly kind: 'unclosed'; readonly name: string; readonly from: number; readonly to: number };

/**
 * A template in pieces, in order and without a gap. There is nothing in it but text and names: no conditions, no
 * arithmetic, nothing that could run.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
	const parts: TemplatePart[] = [];
	let at = 0;
	const plain = (to: number): void => {
		if (to > at) parts.push({ kind: 'text', text: text.slice(at, to), from: at, to });
		at = to;
	};
	for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', at)) {
		plain(open);
		const line = text.indexOf('\n', open);
		const end = line === -1 ? text.length : line;
		const close = text.indexOf('}}', open + 2);
		const again = text.indexOf('{{', open + 2);
		const closed = close !== -1 && close < end && (again === -1 || again > close || again === open + 1);
		if (closed) {
			const typed = text.slice(open + 2, close);
			const name = variableNamed(typed);
			at = close + 2;
			parts.push(
				name === null ? { kind: 'unknown', name: typed.trim(), from: open, to: at } : { kind: 'variable', name, from: open, to: at }
			);
		} else {
			// As far as a name could go, so that the mark stands under what was meant.
			const name = /^\s*[\p{L}\p{N}_.]*/u.exec(text.slice(open + 2, end))![0];
			at = open + 2 + name.length;
			parts.push({ kind: 'unclosed', name: name.trim(), from: open, to: at });
		}
	}
	plain(text.length);
	return parts;
}
