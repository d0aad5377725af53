import { fold } from '#lib/domain/search/fold.ts';

/** Whether every word typed begins some word of the label: `pai con` finds "Painel de Configuração". */
export function matches(typed: string, label: string): boolean {
	const words = fold(label).split(/[^\p{L}\p{N}]+/u);
	return fold(typed)
		.split(/\s+/)
		.filter(Boolean)
		.every((part) => words.some((word) => word.startsWith(part)));
}
