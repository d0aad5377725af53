import { refusal, type Refusal } from './refusal.ts';

/** What a person may do; one role per person, times the branches in which it holds. */
export const roles = ['attendant', 'finance', 'technician', 'manager', 'administrator'] as const;
export type Role = (typeof roles)[number];

const everyone = roles;
const office = ['attendant', 'finance', 'manager', 'administrator'] as const;
const management = ['manager', 'administrator'] as const;
const administration = ['administrator'] as const;

/**
 * Verb → roles that may. Screens ask it to show a button and to say who may; mutators ask it before they write. Authority is
 * row-level security (migrations/0002_sync.sql, search "branch_shares"); a test holds both against each other.
 */
export const permissions = {
	'customer.view': everyone,
	'customer.create': office,
	'customer.update': office,
	/** It moves what hangs on a customer, invoices too: and takes it back. */
	'customer.merge': management,
	'contact.create': office,
	'contact.update': office,
	'contact.remove': office,
	'address.create': office,
	'address.update': office,
	'address.remove': office,
	'extraFieldValue.save': office,
	'document.create': everyone,
	'document.update': everyone,
	'document.remove': office,
	/** Customers from a sheet, by the thousand: and the way back. */
	'import.manage': management,
	/** How somebody pays is no business of who climbs his roof. */
	'paymentMethod.view': office,
	'paymentMethod.create': office,
	'paymentMethod.update': office,
	'paymentMethod.remove': office,
	'observation.create': everyone,
	'observation.update': everyone,
	'reading.create': everyone,
	'subscription.update': office,
	/** A pause at the customer's request: whoever is on the phone. */
	'suspension.pause': office,
	/** Suspender Serviços by debt, giving back, and undoing a batch. */
	'suspension.request': ['finance', 'manager', 'administrator'],
	/** Before the day that law and billing method allow (design, decision 9.4). */
	'suspension.early': management,
	/** That a notice of the debt provably reached the customer. */
	'debtNotice.create': ['finance', 'manager', 'administrator'],
	'ticket.create': everyone,
	'ticket.update': everyone,
	'ticket.cancel': office,
	'ticket.reopen': office,
	/** Undoing a cancellation. */
	'ticket.restore': management,
	'workOrder.create': everyone,
	'workOrder.update': everyone,
	'workOrder.cancel': office,
	'workOrder.reopen': office,
	/** A technician does his work without seeing anybody's debts. */
	'invoice.view': office,
	/** Whoever is on the phone sends the boleto. */
	'mail.send': office,
	/** A letter of collection to the mobiles of those who agreed to it. */
	'sms.send': office,
	/** Cartas de Cobrança, to many at once: they count as notices of the debt. */
	'letter.send': ['finance', 'manager', 'administrator'],
	'invoice.update': ['finance', 'manager', 'administrator'],
	/** Money that came to the desk, and taking it back. */
	'payment.create': ['finance', 'manager', 'administrator'],
	/** A discount, or fine and interest let go. */
	'payment.concede': management,
	'payment.reverse': ['finance', 'manager', 'administrator'],
	/** Whoever is on the phone hears the promise. */
	'promise.create': office,
	'promise.withdraw': office,
	/** Parc. Dívida. */
	'agreement.create': ['finance', 'manager', 'administrator'],
	/** Remessas and retornos, and what a person has to look at of them. */
	'bankFile.manage': ['finance', 'manager', 'administrator'],
	'history.view': everyone,
	/** Who opened whose record: for those who answer for it. */
	'accessLog.view': management,
	/** Export and anonymisation of one person (LGPD art. 18). */
	'privacy.manage': management,
	'observationType.manage': management,
	/** The short lists of the Painel: types, reasons, billing methods, extra fields, sender addresses. */
	'list.manage': management,
	'servicePlan.manage': management,
	'settings.manage': management,
	'branch.manage': administration,
	'user.manage': administration,
	/** What the centre does in the background: look, try again, end. */
	'job.manage': management,
	'apiKey.manage': administration,
	'webhook.manage': administration,
	/** The NAS and their secrets. */
	'network.manage': administration,
	/** Erase the replicas of a person from afar. */
	'replica.wipe': administration
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof permissions;

/** May this role do it? An unknown role may nothing. */
export function can(role: string, verb: Verb): boolean {
	return (permissions[verb] as readonly string[]).includes(role);
}

/** Who may: for the explanation on a disabled button. */
export function rolesThatMay(verb: Verb): readonly Role[] {
	return permissions[verb];
}

/** Null when the role may, else the refusal to answer with. */
export function checkPermission(role: string, verb: Verb): Refusal | null {
	return can(role, verb) ? null : refusal('permission_denied', undefined, { verb });
}
