import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { ScryptOptions } from 'node:crypto';

/** 16 MiB and some 50 ms per guess: what a sign-in may cost a small server, and what a thief of the table pays for each try. */
const cost = { N: 16384, r: 8, p: 1 } as const;
const keyLength = 32;
const saltLength = 16;

/** Shortest password a person may be given, in characters. */
export const passwordMinimum = 10;
/** Longest one. A limit, so that nobody makes the server hash a megabyte. */
export const passwordMaximum = 200;

/** The verifier to store: `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(saltLength);
	const key = await derive(password, salt, keyLength, cost);
	return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * True when the password is the one that `stored` was made of. Give null for a login that does not exist: the same work
 * is done, so that the time of the answer does not tell which logins exist. Throws on a verifier that is not ours.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
	const { N, r, p, salt, hash } = parse(stored ?? nobody);
	const key = await derive(password, salt, hash.length, { N, r, p });
	return timingSafeEqual(key, hash) && stored !== null;
}

/** A verifier made with other costs than today's: hash the password again at its next successful use. */
export function isOutdated(stored: string): boolean {
	const { N, r, p } = parse(stored);
	return N !== cost.N || r !== cost.r || p !== cost.p;
}

const nobody = [
	'scrypt',
	cost.N,
	cost.r,
	cost.p,
	Buffer.alloc(saltLength).toString('base64url'),
	Buffer.alloc(keyLength).toString('base64url')
].join('$');

function parse(stored: string) {
	const match = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,})\$([\w-]{22,})$/.exec(stored);
	if (!match) throw new Error('a stored password verifier is not in the form scrypt$N$r$p$salt$hash');
	const [, N, r, p, salt, hash] = match as unknown as [string, string, string, string, string, string];
	return { N: Number(N), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
}

/** NFKC first: "ç" typed as one key or as two must be the same password. */
function derive(password: string, salt: Buffer, length: number, options: { N: number; r: number; p: number }): Promise<Buffer> {
	const limits: ScryptOptions = { ...options, maxmem: 256 * options.N * options.r };
	return new Promise((resolve, reject) => {
		scrypt(password.normalize('NFKC'), salt, length, limits, (error, key) => (error ? reject(error) : resolve(key)));
	});
}
