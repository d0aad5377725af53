import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as 43 characters of base64url: for session tokens and API keys, which nobody has to type. */
export function randomSecret(): string {
	return randomBytes(32).toString('base64url');
}

/**
 * What is stored of a secret (64 hex characters). Plain SHA-256 and no slow hash: a secret of 256 random bits cannot be
 * guessed from its hash, and it is checked on every request. Passwords are another matter: see password.ts.
 */
export function secretHash(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
