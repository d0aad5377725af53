import { join } from 'node:path';
import { root } from './tool.ts';

/** Makes src/lib/paraglide/ from messages/, with the options that vite.config.ts gives to paraglide's plugin. */
export async function compileMessages(): Promise<void> {
	const { compile } = await import('@inlang/paraglide-js');
	await compile({
		project: join(root, 'project.inlang'),
		outdir: join(root, 'src/lib/paraglide'),
		strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
	});
}
