import { z } from 'zod';
import { isPostalCode } from '#lib/domain/postal-code.ts';
import { isState } from '#lib/domain/state.ts';
import { oneLine } from '#lib/domain/text.ts';
import type { PostalAnswer, PostalCodes } from './port.ts';

/** Where ViaCEP is published. Any service that speaks its protocol can stand in its place. */
export const viaCepUrl = 'https://viacep.com.br';

/** An unknown CEP is told by status 200 and `erro`, which has been `true` and `"true"` over the years. */
const unknown = z.object({ erro: z.union([z.literal(true), z.literal('true')]) });
const known = z.object({
	cep: z.string(),
	logradouro: z.string().optional(),
	bairro: z.string().optional(),
	localidade: z.string(),
	uf: z.string()
});

/** More than any answer of the service. */
const answerLimit = 16 * 1024;

/**
 * ViaCEP's protocol: `GET {base}/ws/{cep}/json/`. Whatever is not an answer of that protocol in time, a status, a web page
 * of a hotel's network, another CEP, counts as unavailable.
 */
export function viaCep(base: string, { timeoutMs = 4000 }: { readonly timeoutMs?: number } = {}): PostalCodes {
	return {
		async lookUp(postalCode) {
			if (!isPostalCode(postalCode)) return { kind: 'unknown' };
			try {
				const response = await fetch(`${base.replace(/\/+$/, '')}/ws/${postalCode}/json/`, {
					headers: { accept: 'application/json' },
					signal: AbortSignal.timeout(timeoutMs)
				});
				// 400 is how it calls a CEP that is none; ours has eight digits, so somebody else decides what exists.
				if (!response.ok) return { kind: 'unavailable' };
				const text = await response.text();
				return text.length > answerLimit ? { kind: 'unavailable' } : read(postalCode, JSON.parse(text));
			} catch {
				return { kind: 'unavailable' };
			}
		}
	};
}

function read(postalCode: string, json: unknown): PostalAnswer {
	if (unknown.safeParse(json).success) return { kind: 'unknown' };
	const parsed = known.safeParse(json);
	if (!parsed.success || parsed.data.cep.replace(/\D/g, '') !== postalCode) return { kind: 'unavailable' };
	const city = oneLine(parsed.data.localidade);
	const state = parsed.data.uf.trim().toUpperCase();
	if (city === null || !isState(state)) return { kind: 'unavailable' };
	return {
		kind: 'found',
		address: { postalCode, street: oneLine(parsed.data.logradouro), district: oneLine(parsed.data.bairro), city, state }
	};
}
