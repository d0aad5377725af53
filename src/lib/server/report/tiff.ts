import { open, type FileHandle } from 'node:fs/promises';

/** Bytes of a value, by the type of TIFF 6.0, section 2. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 };
const stripOffsets = 273;
const stripByteCounts = 279;

/** Pages of one TIFF (item 314), written one after the other: of however many, one is in memory. Each page is a little-endian TIFF of strips. */
export async function openTiff(path: string): Promise<{ add(page: Uint8Array): Promise<void>; close(): Promise<void> }> {
	const file: FileHandle = await open(path, 'w');
	let at = 8;
	/** Where the place of the next directory is written. */
	let link = 4;
	const put = async (bytes: Uint8Array): Promise<number> => {
		if (at + bytes.length > 0xffffffff) throw new RangeError('more than a TIFF holds');
		const place = at;
		await file.write(bytes, 0, bytes.length, place);
		// Directories and values begin at even places.
		at += bytes.length + (bytes.length % 2);
		return place;
	};
	await file.write(Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0), 0, 8, 0);
	return {
		async add(page) {
			const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
			if (view.getUint32(0, true) !== 0x002a4949) throw new Error('not a little-endian TIFF');
			const from = view.getUint32(4, true);
			const count = view.getUint16(from, true);
			// A copy: a slice of a Buffer would be the page itself.
			const directory = new Uint8Array(page.subarray(from, from + 2 + count * 12 + 4));
			const out = new DataView(directory.buffer);
			const entries = Array.from({ length: count }, (_, n) => {
				const entry = 2 + n * 12;
				const [tag, type, values] = [out.getUint16(entry, true), out.getUint16(entry + 2, true), out.getUint32(entry + 4, true)];
				const length = (sizes[type] ?? 1) * values;
				return { entry, tag, type, values, length, place: length > 4 ? out.getUint32(entry + 8, true) : from + entry + 8 };
			});
			const numbers = (tag: number): number[] => {
				const found = entries.find((one) => one.tag === tag);
				if (!found) throw new Error('a TIFF without strips');
				return Array.from({ length: found.values }, (_, n) =>
					found.type === 3 ? view.getUint16(found.place + n * 2, true) : view.getUint32(found.place + n * 4, true)
				);
			};
			const lengths = numbers(stripByteCounts);
			const moved: number[] = [];
			for (const [n, offset] of numbers(stripOffsets).entries()) moved.push(await put(page.subarray(offset, offset + (lengths[n] ?? 0))));
			for (const { entry, tag, length, place } of entries) {
				if (tag === stripOffsets) {
					out.setUint16(entry + 2, 4, true);
					const places = new Uint8Array(Uint32Array.from(moved).buffer);
					out.setUint32(entry + 8, moved.length === 1 ? moved[0]! : await put(places), true);
				} else if (length > 4) out.setUint32(entry + 8, await put(page.subarray(place, place + length)), true);
			}
			out.setUint32(directory.length - 4, 0, true);
			const place = await put(directory);
			const here = new DataView(new ArrayBuffer(4));
			here.setUint32(0, place, true);
			await file.write(new Uint8Array(here.buffer), 0, 4, link);
			link = place + directory.length - 4;
		},
		close: () => file.close()
	};
}
