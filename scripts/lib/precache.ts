import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filesBelow } from '../../sync-server/launcher/build-inputs.ts';

/** What the service worker keeps, so that the office opens without a link. Paths are absolute, as a browser asks for them. */
export interface Precache {
	readonly build: string;
	/** Scripts, styles, fonts, the engine: whatever a page or a worker may ask for. */
	readonly files: readonly string[];
	/** Prerendered pages, e.g. `/shell`. */
	readonly pages: readonly string[];
}

/**
 * Writes `build/client/precache.json`. SvelteKit's own list leaves out what a worker brings along (the engine's wasm and
 * data), without which nothing works offline; this one lists the folder itself.
 */
export function writePrecache(root: string, build: string): void {
	const client = join(root, 'build', 'client');
	const all = new Set(paths(client));
	const kept = (path: string): boolean =>
		!path.endsWith('.map') &&
		// Compressed twins are another form of the same file; the engine's extensions are .tar.gz in their own right.
		!(/\.(br|gz)$/.test(path) && all.has(path.replace(/\.(br|gz)$/, ''))) &&
		// The worker itself and the two files that tell of a newer build must come from the centre.
		!['/service-worker.js', '/precache.json', '/_app/version.json'].includes(path) &&
		// Only asked for when a replica is made, which needs the centre anyway.
		!path.startsWith('/replica/');
	const prerendered = ['prerendered/pages', 'prerendered'].map((p) => join(root, 'build', p)).find((p) => existsSync(p));
	const list: Precache = {
		build,
		files: [...all].filter(kept),
		pages: prerendered
			? paths(prerendered)
					.filter((p) => p.endsWith('.html'))
					.map((p) => p.replace(/(\/index)?\.html$/, '') || '/')
			: []
	};
	writeFileSync(join(client, 'precache.json'), JSON.stringify(list));
}

const paths = (folder: string): string[] => filesBelow(folder).map((file) => `/${relative(folder, file).replaceAll(sep, '/')}`);
