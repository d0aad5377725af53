export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'balcao.theme';

function read(): Theme {
	try {
		const kept = localStorage.getItem(key);
		return kept === 'light' || kept === 'dark' ? kept : 'system';
	} catch {
		return 'system';
	}
}

let current = $state<Theme>(typeof localStorage === 'undefined' ? 'system' : read());

/** The look of this computer. `system` follows the operating system; static/theme.js applies the same choice before the first paint. */
export const theme = {
	get current(): Theme {
		return current;
	},
	set(next: Theme): void {
		current = next;
		document.documentElement.style.colorScheme = next === 'system' ? '' : next;
		try {
			if (next === 'system') localStorage.removeItem(key);
			else localStorage.setItem(key, next);
		} catch {
			// Storage refused: the choice holds until the page is closed.
		}
	}
};
