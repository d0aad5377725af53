import { normalisePostalCode, stateOfPostalCode } from '#lib/domain/postal-code.ts';
import { normaliseState, stateNames } from '#lib/domain/state.ts';
import type { CustomerField } from '#lib/mutators/customer/fields.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Typed } from './values.ts';

const stateFields: Partial<Record<CustomerField, CustomerField>> = { postalCode: 'state', billingPostalCode: 'billingState' };

/** The state to fill in after a CEP was typed, where none stands yet; null when there is nothing to fill in. */
export function stateToFill(field: CustomerField, typed: Typed): { readonly field: CustomerField; readonly state: string } | null {
	const target = stateFields[field];
	if (target === undefined || (typed[target] ?? '') !== '') return null;
	const state = stateOfPostalCode(normalisePostalCode(typed[field] ?? ''));
	return state === null ? null : { field: target, state };
}

/** A word of warning under a CEP that lies in another state than the address; never a refusal, borders are what they are. */
export function postalHint(field: CustomerField, typed: Typed): string | undefined {
	const target = stateFields[field];
	const chosen = target === undefined ? '' : (typed[target] ?? '');
	const state = stateOfPostalCode(normalisePostalCode(typed[field] ?? ''));
	return target === undefined || state === null || chosen === '' || normaliseState(chosen) === state
		? undefined
		: m.customer_postal_code_state({ state: stateNames[state] });
}
