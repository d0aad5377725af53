/** A file inside a zip: its text in pieces, or its bytes. */
export interface ZipEntry {
	readonly name: string;
	readonly content: Iterable<string> | Uint8Array<ArrayBuffer>;
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
	let crc = n;
	for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
	return crc >>> 0;
});
function crcOf(bytes: Uint8Array, before: number): number {
	let crc = ~before >>> 0;
	for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
	return ~crc >>> 0;
}

/** 1 January 1980: the same content is the same file. */
const date = 0x21;
type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Files as one zip (PKWARE APPNOTE 4.3), piece by piece: of an entry only what it was packed to is in memory. Bytes are stored as they
 * are, text is packed. At most 65,535 entries and 4 GiB, which is what the format without its extensions holds; more throws.
 */
export async function* zipped(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Bytes> {
	const directory: Bytes[] = [];
	let at = 0;
	for await (const { name, content } of entries) {
		const packed = content instanceof Uint8Array ? stored(content) : await deflated(content);
		const named = new TextEncoder().encode(name);
		const facts = new DataView(new ArrayBuffer(26));
		facts.setUint16(0, 20, true);
		// Names are UTF-8.
		facts.setUint16(2, 0x0800, true);
		facts.setUint16(4, packed.method, true);
		facts.setUint16(8, date, true);
		facts.setUint32(10, packed.crc, true);
		facts.setUint32(14, packed.size, true);
		facts.setUint32(18, packed.plain, true);
		facts.setUint16(22, named.length, true);
		const common = new Uint8Array(facts.buffer);
		yield joined([Uint8Array.of(0x50, 0x4b, 3, 4), common, named]);
		yield* packed.parts;
		const tail = new DataView(new ArrayBuffer(14));
		tail.setUint32(10, at, true);
		directory.push(joined([Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), common, new Uint8Array(tail.buffer), named]));
		at += 30 + named.length + packed.size;
		if (at > 0xffffffff || directory.length > 0xffff) throw new RangeError('too much for one zip');
	}
	yield* directory;
	const end = new DataView(new ArrayBuffer(22));
	end.setUint32(0, 0x06054b50, true);
	end.setUint16(8, directory.length, true);
	end.setUint16(10, directory.length, true);
	end.setUint32(
		12,
		directory.reduce((sum, { length }) => sum + length, 0),
		true
	);
	end.setUint32(16, at, true);
	yield new Uint8Array(end.buffer);
}

interface Packed {
	readonly method: 0 | 8;
	readonly crc: number;
	readonly size: number;
	readonly plain: number;
	readonly parts: readonly Bytes[];
}
const stored = (bytes: Bytes): Packed => ({ method: 0, crc: crcOf(bytes, 0), size: bytes.length, plain: bytes.length, parts: [bytes] });

async function deflated(pieces: Iterable<string>): Promise<Packed> {
	const packer = new CompressionStream('deflate-raw');
	const parts: Bytes[] = [];
	const read = (async () => {
		for await (const part of packer.readable as unknown as AsyncIterable<Bytes>) parts.push(part);
	})();
	const writer = packer.writable.getWriter();
	let [crc, plain] = [0, 0];
	for (const bytes of encoded(pieces)) {
		crc = crcOf(bytes, crc);
		plain += bytes.length;
		await writer.write(bytes);
	}
	await writer.close();
	await read;
	return { method: 8, crc, size: parts.reduce((sum, { length }) => sum + length, 0), plain, parts };
}

/** Texts as UTF-8 in pieces of a size that is worth a call. */
export function* encoded(pieces: Iterable<string>): Generator<Bytes> {
	const encoder = new TextEncoder();
	let waiting = '';
	for (const piece of pieces) {
		waiting += piece;
		if (waiting.length < 64 * 1024) continue;
		yield encoder.encode(waiting);
		waiting = '';
	}
	if (waiting !== '') yield encoder.encode(waiting);
}

function joined(parts: readonly Bytes[]): Bytes {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
