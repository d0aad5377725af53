/** The bytes of a body of at most `limit`, or null when it is longer: counted while they arrive, whatever was announced. */
export async function readBytes(request: Request, limit: number): Promise<Buffer | null> {
	if (Number(request.headers.get('content-length') ?? 0) > limit) return null;
	const reader = request.body?.getReader();
	const parts: Uint8Array[] = [];
	let size = 0;
	while (reader) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.byteLength;
		if (size > limit) {
			// Left where it is and not cancelled: that would cut the connection before the refusal has been sent.
			reader.releaseLock();
			return null;
		}
		parts.push(value);
	}
	return Buffer.concat(parts);
}
