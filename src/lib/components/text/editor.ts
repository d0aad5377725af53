import { defaultKeymap } from '@codemirror/commands';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderOf } from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import * as Y from 'yjs';
import { textIn } from '#lib/sync/text/state.ts';
import type { SharedText } from './shared-text.svelte.ts';

/** Cursor colours: dark enough for white letters on them (WCAG AA), none of them a colour that means something here. */
const colours = ['#0f6a8f', '#7a4d9e', '#8a5a00', '#2f6f4f', '#9c3f6b', '#44599e', '#6d6415', '#12716b'] as const;

/** One person has one colour everywhere. */
export function colourOf(userId: string): string {
	let sum = 0;
	for (const letter of userId) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
	return colours[sum % colours.length]!;
}

export interface EditorOptions {
	readonly text: SharedText;
	readonly readonly: boolean;
	readonly limit: number;
	readonly placeholder: string;
	/** Ids of the elements that name and describe it. */
	readonly labelledBy: string;
	readonly describedBy: string;
	readonly onLength: (length: number) => void;
	/** The whole text, at first and after every change, whoever made it. */
	readonly onText?: ((text: string) => void) | undefined;
	/** What this text needs besides: marks, completion. They come first, so that their keys win. */
	readonly extensions?: Extension;
}

/** A CodeMirror over the shared text, with the others' cursors and an undo that undoes only what was typed here. */
export function openEditor(parent: HTMLElement, options: EditorOptions): EditorView {
	const { text } = options;
	const shared = textIn(text.doc);
	const undo = new Y.UndoManager(shared);
	const extensions: Extension[] = [
		options.extensions ?? [],
		EditorView.lineWrapping,
		EditorView.contentAttributes.of({
			'aria-labelledby': options.labelledBy,
			'aria-describedby': options.describedBy,
			'aria-multiline': 'true',
			spellcheck: 'true',
			autocorrect: 'on'
		}),
		placeholderOf(options.placeholder),
		EditorState.readOnly.of(options.readonly),
		EditorView.editable.of(!options.readonly),
		// Tab goes on to the next field, as everywhere on the screen.
		keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
		EditorState.changeFilter.of((change) => !change.isUserEvent('input') || change.newDoc.length <= options.limit),
		EditorView.updateListener.of((update) => {
			if (!update.docChanged) return;
			options.onLength(update.state.doc.length);
			options.onText?.(update.state.doc.toString());
		}),
		yCollab(shared, text.provider.awareness, { undoManager: undo })
	];
	options.onLength(shared.length);
	options.onText?.(shared.toString());
	return new EditorView({ parent, state: EditorState.create({ doc: shared.toString(), extensions }) });
}
