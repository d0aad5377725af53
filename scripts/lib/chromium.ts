import { existsSync } from 'node:fs';
import { run } from './tool.ts';

/** How Chromium is started everywhere: headless on a server, also as root, and without calling home. */
export const chromiumArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** Path of a Chromium: `CHROMIUM_PATH`, one of the system's, or the one playwright brought; null when there is none. */
export async function findChromium(): Promise<string | null> {
	const asked = process.env.CHROMIUM_PATH;
	if (asked) return existsSync(asked) ? asked : null;
	const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];
	const found = usual.find((path) => existsSync(path));
	if (found) return found;
	const { chromium } = await import('@playwright/test');
	return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/**
 * The same, installing Debian's Chromium where there is none and we may.
 * @returns null when there is none and none could be installed; what went wrong has been printed.
 */
export async function ensureChromium(): Promise<string | null> {
	const found = await findChromium();
	if (found || process.env.CHROMIUM_PATH) return found;
	console.log('No Chromium here: installing the one of the system …');
	const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	for (const words of [
		['apt-get', 'update'],
		['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']
	]) {
		const [command, ...args] = [...sudo, ...words] as [string, ...string[]];
		const { code } = await run(command, args, { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true });
		if (code !== 0) console.log(`${[...sudo, ...words].join(' ')} failed: install Chromium yourself, or set CHROMIUM_PATH to one.`);
	}
	return findChromium();
}
