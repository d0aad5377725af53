import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Everything a production build is made of, relative to the project's folder. */
const inputs = [
	'src',
	'static',
	'messages',
	'migrations',
	'project.inlang/settings.json',
	'scripts/build.ts',
	'scripts/replica-image.ts',
	'scripts/lib',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];
/** What a build itself makes in there. */
const made = ['src/lib/paraglide', 'static/replica'];

/**
 * Names a build by what goes into it: two nodes with the same files have the same build and do not tell each other's
 * browsers to reload, and a build that is older than its files is noticed.
 * @returns 16 hexadecimal digits.
 */
export function buildId(root: string): string {
	const hash = createHash('sha256');
	for (const input of inputs) {
		const path = join(root, input);
		if (!existsSync(path)) continue;
		for (const file of filesBelow(path)) {
			const name = relative(root, file).replaceAll(sep, '/');
			if (made.some((m) => name.startsWith(`${m}/`)) || /\.test\.ts$/.test(name)) continue;
			hash
				.update(name)
				.update('\0')
				.update(createHash('sha256').update(readFileSync(file)).digest());
		}
	}
	return hash.digest('hex').slice(0, 16);
}

/** All files at or below a path, in a fixed order. */
export function filesBelow(path: string): string[] {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesBelow(join(path, name)));
}
