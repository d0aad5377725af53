/** The credential of an `Authorization: Bearer …` header, or null. */
export function readBearer(header: string | null | undefined): string | null {
	return /^Bearer +([\w.~+/-]{1,200}=*)$/i.exec(header ?? '')?.[1] ?? null;
}
