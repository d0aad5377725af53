import * as m from '#lib/paraglide/messages.js';

/** Mutator → what a person would call it. */
const names: Readonly<Record<string, () => string>> = {
	'customer.create': m.verb_customer_create,
	'customer.update': m.verb_customer_update,
	'observation.create': m.verb_observation_create,
	'observation.update': m.verb_observation_update,
	'reading.create': m.verb_reading_create,
	'ticket.open': m.verb_ticket_open,
	'notice.seen': m.verb_notice_seen,
	'branch.save': m.verb_branch_save,
	'observationType.save': m.verb_observationType_save,
	'setting.save': m.verb_setting_save
};

/** One of a later build is shown by its name in code rather than not at all. */
export const verbName = (mutator: string): string => (Object.hasOwn(names, mutator) ? (names[mutator]?.() ?? mutator) : mutator);
