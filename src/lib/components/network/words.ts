import { moment } from '#lib/components/shell/moments.ts';
import type { ServerInput, ServerSummary } from '#lib/domain/network/server.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/StatusTag.svelte';

/** Makers by their own names. */
export const kindNames: Readonly<Record<ServerInput['kind'], () => string>> = {
	mikrotik: () => 'MikroTik',
	cisco: () => 'Cisco',
	huawei: () => 'Huawei',
	juniper: () => 'Juniper',
	accel_ppp: () => 'accel-ppp',
	other: m.network_kind_other
};

const failures: Readonly<Record<string, () => string>> = {
	silence: m.network_failure_silence,
	not_genuine: m.network_failure_not_genuine,
	unreachable: m.network_failure_unreachable
};
const failureWords = (code: string): string => failures[code]?.() ?? m.network_failure_other({ code });

/** One that is paused alarms nobody. */
export const isFailing = (server: ServerSummary): boolean => server.active && server.failingSince !== null;

export function stateOf(server: ServerSummary): { readonly text: string; readonly tone: Tone } {
	if (!server.active) return { text: m.network_state_paused(), tone: 'neutral' };
	if (isFailing(server)) return { text: m.network_state_failing(), tone: 'danger' };
	return server.answeredAt === null
		? { text: m.network_state_unasked(), tone: 'neutral' }
		: { text: m.network_state_well(), tone: 'success' };
}

/** What is the matter and since when, or when it last answered; empty when it was never asked. */
export function healthWords(server: ServerSummary, now: Date): string {
	if (isFailing(server))
		return m.network_failing_since({ what: failureWords(server.failure ?? '?'), since: moment(server.failingSince!, now) });
	return server.answeredAt === null ? '' : moment(server.answeredAt, now);
}
