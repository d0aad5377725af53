// Runs before the first paint. Keys: src/lib/ui/theme.svelte.ts and Paraglide's localStorage strategy.
try {
	var theme = localStorage.getItem('balcao.theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme;
	var locale = localStorage.getItem('PARAGLIDE_LOCALE');
	if (locale) document.documentElement.lang = locale;
} catch (refused) {
	// Storage refused: the system's theme and the base language will do.
}
