import { can, type Verb } from '#lib/domain/permissions.ts';
import { sentence } from '#lib/errors/sentence.ts';
import * as m from '#lib/paraglide/messages.js';
import type { ReplicaStatus } from '#lib/replica/contract.ts';

/** Why this role cannot do it, for a disabled button; null when it can. */
export function notAllowed(role: string, verb: Verb): string | null {
	return can(role, verb) ? null : sentence({ code: 'permission_denied', detail: { verb } });
}

/** Why it cannot be done now: what is decided at the centre needs it. */
export function needsCentre({ link }: ReplicaStatus): string | null {
	return link.state === 'online' ? null : m.common_needs_centre();
}
