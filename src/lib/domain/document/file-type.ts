/** What may be kept: images, PDF, office documents, text. Nothing that a browser or a system would run. */
export interface FileType {
	readonly mediaType: string;
	/** In lower case, without the point; the first one is the usual one. */
	readonly extensions: readonly string[];
	readonly kind: 'image' | 'pdf' | 'office' | 'text';
	/** How its first bytes look. */
	readonly looks: Look;
}
type Look = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'tiff' | 'heic' | 'pdf' | 'zip' | 'openDocument' | 'ole' | 'rtf' | 'text';

const type = (kind: FileType['kind'], looks: Look, mediaType: string, ...extensions: string[]): FileType => ({
	kind,
	looks,
	mediaType,
	extensions
});
const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

export const fileTypes: readonly FileType[] = [
	type('image', 'png', 'image/png', 'png'),
	type('image', 'jpeg', 'image/jpeg', 'jpg', 'jpeg', 'jfif'),
	type('image', 'gif', 'image/gif', 'gif'),
	type('image', 'webp', 'image/webp', 'webp'),
	type('image', 'bmp', 'image/bmp', 'bmp'),
	type('image', 'tiff', 'image/tiff', 'tif', 'tiff'),
	type('image', 'heic', 'image/heic', 'heic', 'heif'),
	type('pdf', 'pdf', 'application/pdf', 'pdf'),
	type('office', 'zip', `${openXml}.wordprocessingml.document`, 'docx'),
	type('office', 'zip', `${openXml}.spreadsheetml.sheet`, 'xlsx'),
	type('office', 'zip', `${openXml}.presentationml.presentation`, 'pptx'),
	type('office', 'openDocument', `${openDocument}.text`, 'odt'),
	type('office', 'openDocument', `${openDocument}.spreadsheet`, 'ods'),
	type('office', 'openDocument', `${openDocument}.presentation`, 'odp'),
	type('office', 'ole', 'application/msword', 'doc'),
	type('office', 'ole', 'application/vnd.ms-excel', 'xls'),
	type('office', 'ole', 'application/vnd.ms-powerpoint', 'ppt'),
	type('office', 'rtf', 'application/rtf', 'rtf'),
	type('text', 'text', 'text/plain', 'txt', 'log'),
	type('text', 'text', 'text/csv', 'csv')
];

/** The type that a name claims, by its ending; null when it may not be kept. Browsers' own guess depends on what is installed there. */
export function typeOfName(fileName: string): FileType | null {
	const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase();
	return fileTypes.find((one) => extension !== undefined && one.extensions.includes(extension)) ?? null;
}

export const typeOf = (mediaType: string): FileType | null => fileTypes.find((one) => one.mediaType === mediaType) ?? null;

/** What a browser can show by itself: the rest is for Download. */
export function previewOf(mediaType: string): 'image' | 'pdf' | null {
	const found = typeOf(mediaType);
	if (found?.kind === 'pdf') return 'pdf';
	return found?.kind === 'image' && found.looks !== 'tiff' && found.looks !== 'heic' ? 'image' : null;
}

/** How many bytes from the beginning `contentMatches` wants to see. */
export const sniffedBytes = 4096;

/**
 * Whether the first bytes of a file are those of the type that it claims to be. A page with script in it that calls itself a
 * picture is refused here, before it can lie beside real ones.
 */
export function contentMatches(mediaType: string, head: Uint8Array): boolean {
	const found = typeOf(mediaType);
	return found !== null && looks[found.looks](head, found);
}

const ascii = (head: Uint8Array, from: number, to: number): string => String.fromCharCode(...head.subarray(from, to));
const begins =
	(...bytes: readonly number[]) =>
	(head: Uint8Array): boolean =>
		bytes.every((byte, at) => head[at] === byte);
const zip = begins(0x50, 0x4b, 0x03, 0x04);

const looks: Readonly<Record<Look, (head: Uint8Array, type: FileType) => boolean>> = {
	png: begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
	jpeg: begins(0xff, 0xd8, 0xff),
	gif: (head) => /^GIF8[79]a$/.test(ascii(head, 0, 6)),
	webp: (head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP',
	bmp: (head) => ascii(head, 0, 2) === 'BM' && head.byteLength >= 26,
	tiff: (head) => begins(0x49, 0x49, 0x2a, 0)(head) || begins(0x4d, 0x4d, 0, 0x2a)(head),
	heic: (head) => ascii(head, 4, 8) === 'ftyp' && /^(heic|heix|mif1|msf1|heim|heis)$/.test(ascii(head, 8, 12)),
	pdf: (head) => ascii(head, 0, 5) === '%PDF-',
	zip,
	// The standard wants the type as the first, unpacked entry, just behind its name.
	openDocument: (head, { mediaType }) =>
		zip(head) && ascii(head, 30, 38) === 'mimetype' && ascii(head, 38, 38 + mediaType.length) === mediaType,
	ole: begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
	rtf: (head) => ascii(head, 0, 5) === '{\\rtf',
	// No control characters but the usual ones; UTF-16 says so in its first two bytes.
	text: (head) =>
		begins(0xff, 0xfe)(head) ||
		begins(0xfe, 0xff)(head) ||
		head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 27)
};
