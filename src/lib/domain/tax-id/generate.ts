import { completeCnpj, isCnpj } from './cnpj.ts';
import { completeCpf, isCpf } from './cpf.ts';

/** A source of randomness: numbers in [0, 1), as `Math.random` gives them. */
export type Random = () => number;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A valid CPF for tests and demonstrations. */
export function randomCpf(random: Random): string {
	for (;;) {
		const cpf = completeCpf(pick(random, 10, 9));
		if (isCpf(cpf)) return cpf;
	}
}

/** A valid CNPJ of digits; establishment 0001, as most have. */
export function randomCnpj(random: Random): string {
	for (;;) {
		const cnpj = completeCnpj(pick(random, 10, 8) + '0001');
		if (isCnpj(cnpj)) return cnpj;
	}
}

/** A valid CNPJ as issued since July 2026, with at least one letter. */
export function randomAlphanumericCnpj(random: Random): string {
	for (;;) {
		const base = pick(random, 36, 12);
		if (/[A-Z]/.test(base)) return completeCnpj(base);
	}
}

function pick(random: Random, radix: number, count: number): string {
	let out = '';
	for (let i = 0; i < count; i++) out += alphabet[Math.floor(random() * radix)];
	return out;
}
