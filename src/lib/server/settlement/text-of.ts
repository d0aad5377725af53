/** Every byte is the character of its number, as banks write. */
export const textOf = (content: Uint8Array): string =>
	Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
