import type { Server } from 'node:http';
import { join, sep } from 'node:path';
import { createServer } from 'vite';
import type { RequestHandler } from './web-host.ts';

/** Files that this process itself runs, from source: vite cannot exchange them under it. */
const ours = [
	'sync-server',
	'migrations',
	'src/lib/schema',
	'src/lib/mutators',
	'src/lib/queries',
	'src/lib/domain',
	'src/lib/sync',
	'src/lib/server'
];

/**
 * Pages by vite, with hot reload over the same port. When a file changes that the centre itself runs, `restart` is
 * called: everything goes down in order and comes up again with the new code, in a second or two.
 */
export async function developmentPages(
	root: string,
	server: Server,
	options: { restart: () => void; log: (line: string) => void }
): Promise<{ handle: RequestHandler; close(): Promise<void> }> {
	process.chdir(root); // where vite and SvelteKit look for their settings
	const vite = await createServer({ appType: 'custom', server: { middlewareMode: true, hmr: { server } } });
	const changed = (file: string): void => {
		if (/\.test\.ts$/.test(file) || !ours.some((folder) => file.startsWith(join(root, folder) + sep))) return;
		options.log(`${file.slice(root.length)} changed: starting again with it …`);
		options.restart();
	};
	vite.watcher.add(join(root, 'sync-server'));
	vite.watcher.add(join(root, 'migrations'));
	vite.watcher.on('change', changed);
	return { handle: vite.middlewares, close: () => vite.close() };
}
