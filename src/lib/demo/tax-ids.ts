import { completeCnpj } from '#lib/domain/tax-id/cnpj.ts';
import { completeCpf, isCpf } from '#lib/domain/tax-id/cpf.ts';
import type { State } from '#lib/domain/state.ts';
import { mix } from './random.ts';

/** The largest primes below 10⁸ and 36⁶: multiplying by anything modulo a prime never meets the same number twice. */
const digitsPrime = 99_999_989;
const lettersPrime = 2_176_782_317;

/** The n-th CPF: no two alike. Its ninth digit is the fiscal region in which it was issued, as on real ones. */
export function cpfOf(seed: number, n: number, state: State): string {
	const region = regions[state] ?? '8';
	const cpf = completeCpf(String(spread(seed, n, digitsPrime)).padStart(8, '0') + region);
	// Eleven equal digits are no CPF; the few numbers above the prime are free.
	return isCpf(cpf) ? cpf : completeCpf(`99999990${region}`);
}

/** The n-th CNPJ of digits, head office (0001). */
export function cnpjOf(seed: number, n: number): string {
	return completeCnpj(`${String(spread(seed + 1, n, digitsPrime)).padStart(8, '0')}0001`);
}

/** The n-th alphanumeric CNPJ, as issued since July 2026: always with letters, so never one of the others. */
export function alphanumericCnpjOf(seed: number, n: number): string {
	const root = spread(seed + 2, n, lettersPrime)
		.toString(36)
		.toUpperCase()
		.padStart(6, '0');
	return completeCnpj(
		`${letters.charAt(mix(seed + n) % 26)}${root.slice(0, 3)}${letters.charAt(mix(seed + n + 1) % 26)}${root.slice(3)}0001`
	);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const regions: Partial<Record<State, string>> = { SP: '8', PR: '9' };

function spread(seed: number, n: number, prime: number): number {
	// Both factors stay small enough for the product to be exact.
	return ((mix(seed) % prime) + n * 1_234_577) % prime;
}
