/** A page as dots, one byte each, 0 black to 255 white, line by line from the top. */
export interface Greymap {
	readonly width: number;
	readonly height: number;
	readonly dots: Uint8Array;
}

/** Reads grey maps (PGM, "P5") that stand one after the other, as pdftoppm writes pages. One at a time is in memory. @throws Error for anything else. */
export async function* greymaps(from: AsyncIterable<Buffer>): AsyncGenerator<Greymap> {
	let head = Buffer.alloc(0);
	let open: { readonly width: number; readonly height: number; readonly dots: Uint8Array } | null = null;
	let filled = 0;
	for await (let part of from) {
		while (part.length > 0) {
			if (!open) {
				head = Buffer.concat([head, part]);
				const found = /^P5\s(\d+)\s(\d+)\s255\s/.exec(head.toString('latin1', 0, 64));
				if (!found) {
					if (head.length >= 64) throw new Error('a page is no grey map');
					break;
				}
				const [width, height] = [Number(found[1]), Number(found[2])];
				open = { width, height, dots: new Uint8Array(width * height) };
				filled = 0;
				part = head.subarray(found[0].length);
				head = Buffer.alloc(0);
			}
			const taken = Math.min(part.length, open.dots.length - filled);
			open.dots.set(part.subarray(0, taken), filled);
			filled += taken;
			part = part.subarray(taken);
			if (filled < open.dots.length) continue;
			yield open;
			open = null;
		}
	}
	if (open || head.length > 0) throw new Error('the last page broke off');
}
