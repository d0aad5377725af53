import { describe, expect, it } from 'vitest';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';

describe('password', () => {
	it('is verified by its own hash and by no other, and is not in the hash', async () => {
		const stored = await hashPassword('girassol amarelo');
		expect(stored).toMatch(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
		expect(stored).not.toContain('girassol');
		expect(await verifyPassword('girassol amarelo', stored)).toBe(true);
		expect(await verifyPassword('girassol amarelO', stored)).toBe(false);
		expect(await verifyPassword('', stored)).toBe(false);
	});

	it('has another hash each time', async () => {
		expect(await hashPassword('girassol amarelo')).not.toBe(await hashPassword('girassol amarelo'));
	});

	it('is the same however the keyboard composes its accents', async () => {
		expect(await verifyPassword('cora\u00e7a\u0303o no mar', await hashPassword('corac\u0327\u00e3o no mar'))).toBe(true);
	});

	it('of nobody is never right, and costs the same work', async () => {
		// A false answer without derivation would come in microseconds; scrypt at this cost needs milliseconds on any machine.
		const before = performance.now();
		expect(await verifyPassword('anything at all', null)).toBe(false);
		expect(performance.now() - before).toBeGreaterThan(5);
	});

	it('made with other costs is still right, and is said to be outdated', async () => {
		const { scryptSync } = await import('node:crypto');
		const salt = Buffer.from('sixteen byte sal');
		const old = `scrypt$1024$8$1$${salt.toString('base64url')}$${scryptSync('old', salt, 32, { N: 1024, r: 8, p: 1 }).toString('base64url')}`;
		expect(await verifyPassword('old', old)).toBe(true);
		expect(isOutdated(old)).toBe(true);
		expect(isOutdated(await hashPassword('new password'))).toBe(false);
	});

	it('verifier that is not ours is a defect and not a wrong password', async () => {
		await expect(verifyPassword('x', '$2b$10$abcdefghijklmnopqrstuv')).rejects.toThrow('not in the form');
	});
});
