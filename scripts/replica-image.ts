/**
 * Makes the prepared image from which browsers and headless replicas start (see src/lib/replica/storage/image.ts).
 * `node scripts/replica-image.ts [--force]`; `npm run build` calls `buildReplicaImage()`. Takes about 4 s once.
 */
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { imageName } from '../src/lib/replica/storage/image.ts';
import { initdbParams, layFoundations, startParams } from '../src/lib/replica/storage/settings.ts';

const directory = fileURLToPath(new URL('../static/replica', import.meta.url));

/** Makes `static/replica/<imageName>` unless it is there. Images of other versions are removed. */
export async function buildReplicaImage(options: { force?: boolean } = {}): Promise<void> {
	const path = join(directory, imageName);
	if (existsSync(path) && options.force !== true) return;
	await mkdir(directory, { recursive: true });

	const pg = await PGlite.create({
		dataDir: 'memory://',
		extensions: { pg_trgm },
		initDbStartParams: [...initdbParams],
		startParams: startParams(PGlite.defaultStartParams)
	});
	await layFoundations(pg);
	// Templates are only good for making further databases; without them the image is a third smaller.
	await pg.query(`update pg_database set datistemplate = false, datallowconn = true where datname in ('template0', 'template1')`);
	for (const name of ['template0', 'template1']) await pg.query(`drop database if exists ${name}`);
	await pg.query('vacuum (freeze, analyze)');
	// The second checkpoint lets go of the WAL that the first one still needed.
	await pg.query('checkpoint');
	await pg.query('checkpoint');
	const tar = await (await pg.dumpDataDir('none')).bytes();
	await pg.close();

	// Written beside and renamed: whoever looks meanwhile sees a whole image or none.
	const partial = `${path}.${process.pid}`;
	await writeFile(partial, gzipSync(tar, { level: 9 }));
	await rename(partial, path);
	for (const other of await readdir(directory))
		if (other !== imageName && other.startsWith('pglite-')) await rm(join(directory, other), { force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildReplicaImage({ force: process.argv.includes('--force') });
