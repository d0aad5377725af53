import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A file of the source tree, from wherever this module runs: the routes are a bundle in another folder, workers are not in it. */
export function sourceFile(path: string): URL {
	for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
		const manifest = join(folder, 'package.json');
		if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'balcao')
			return pathToFileURL(join(folder, path));
		if (folder === dirname(folder)) throw new Error(`${path} is not there: the source tree is part of an installation`);
	}
}
