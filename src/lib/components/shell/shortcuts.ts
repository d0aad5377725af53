/** What a key does in the frame, whichever screen is in view. Null: not ours. */
export type ShellKey =
	{ readonly verb: 'palette' } | { readonly verb: 'close' } | { readonly verb: 'help' } | { readonly verb: 'tab'; readonly index: number };

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * Ctrl+K and F2 find, F1 helps, Alt+W closes the customer in view, Ctrl+1…9 goes to an open one. A browser keeps Ctrl+digit and
 * Ctrl+W for its own tabs unless the system is installed as an app, so Alt+digit does the same.
 */
export function shellKey(event: Pressed): ShellKey | null {
	const ctrl = event.ctrlKey || event.metaKey;
	if (event.key === 'F2' && !ctrl && !event.altKey && !event.shiftKey) return { verb: 'palette' };
	if (event.key === 'F1' && !ctrl && !event.altKey && !event.shiftKey) return { verb: 'help' };
	if (event.shiftKey || ctrl === event.altKey) return null;
	if (ctrl && event.key.toLowerCase() === 'k') return { verb: 'palette' };
	// By place on the keyboard: Alt makes another character of the letter on some of them.
	if (event.code === 'KeyW') return { verb: 'close' };
	const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
	return digit === undefined ? null : { verb: 'tab', index: Number(digit) - 1 };
}
