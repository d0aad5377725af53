import type { SuspensionKind } from '#lib/schema/suspension.ts';

/** Brazilian day, e.g. `22/11/2026`. */
const shown = (day: string): string => day.split('-').reverse().join('/');

/** What the ticket of a suspension says: data of the provider's, in Portuguese like the data around it. */
export function ticketWords(one: { readonly kind: SuspensionKind; readonly plan: string; readonly to_on: string | null }): {
	readonly subject: string;
	readonly text: string;
	readonly kind: 'note';
} {
	if (one.kind === 'debt')
		return {
			subject: `Suspensão por débito: ${one.plan}`.slice(0, 150),
			text: 'Serviço suspenso por débito. Volta com o pagamento.',
			kind: 'note'
		};
	return {
		subject: `Suspensão temporária: ${one.plan}`.slice(0, 150),
		text: `Serviço suspenso a pedido do cliente${one.to_on === null ? '' : ` até ${shown(one.to_on)}`}.`,
		kind: 'note'
	};
}
