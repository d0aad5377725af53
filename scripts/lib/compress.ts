import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { filesBelow } from '../../sync-server/launcher/build-inputs.ts';

/** Not worth a second file. */
const smallest = 10_000;

/**
 * Puts a compressed twin (`name.gz`) beside every larger file that never changes: the engine is 16 MB, and a branch
 * office has a slow link. gzip and not brotli: a browser asks for brotli over https only, and gzip takes a second.
 */
export async function compressAssets(root: string): Promise<void> {
	const compress = promisify(gzip);
	const files = filesBelow(join(root, 'build', 'client', '_app', 'immutable')).filter((file) => !file.endsWith('.gz'));
	await Promise.all(
		files.map(async (file) => {
			const whole = readFileSync(file);
			if (whole.length < smallest) return;
			const small = await compress(whole, { level: 6 });
			if (small.length < whole.length * 0.9) writeFileSync(`${file}.gz`, small);
		})
	);
}
