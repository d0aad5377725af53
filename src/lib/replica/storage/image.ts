/**
 * The prepared image: a lean, initialised data directory with the foundations in it, made at build time by
 * `scripts/replica-image.ts`. Opening one takes 1–2 s less than initdb. It fits one PGlite version and one recipe
 * only, so both are in its name (tests compare with package.json and migrations); where it is missing, initdb runs.
 *
 * `.tgz`, because static servers announce `.gz` as a content *encoding* and fetch would unpack it.
 */
export const imageName = 'pglite-0.5.16-2.tgz';

/** Address of the image under the site's root. */
export const imageUrl = `/replica/${imageName}`;

/** An empty module: PGlite downloads initdb.wasm even where it is not needed, unless it is given one. */
export const noInitdb = (): WebAssembly.Module => new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));

/**
 * Unpacks what was downloaded or read. Answers null when it is no such image (an error page, say): the caller then
 * does without.
 */
export async function unpackImage(bytes: Uint8Array<ArrayBuffer>): Promise<Blob | null> {
	const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
	const tar = gzipped ? await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).bytes() : bytes;
	const magic = new TextDecoder().decode(tar.subarray(257, 262));
	return magic === 'ustar' ? new Blob([tar], { type: 'application/x-tar' }) : null;
}
