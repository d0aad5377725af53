import type { Day } from '../day/day.ts';
import type { Cents } from '../money.ts';

/** An open receivable with what the Controle de Inadimplentes shows and filters by (items 265–288): one plain row, joined by the query. */
export interface ReceivableRow {
	readonly id: string;
	readonly customerId: string;
	readonly customerName: string;
	readonly personKind: 'natural' | 'legal';
	/** Ativo / Inativo is the customer's status (item 282). */
	readonly customerActive: boolean;
	readonly phone: string | null;
	readonly condominium: string | null;
	readonly city: string | null;
	readonly billingMethodId: string;
	/** Groups of the service plans on it; several on an invoice of several plans, none on a charge of its own. */
	readonly serviceGroupIds: readonly string[];
	/** As printed. */
	readonly dueOn: Day;
	/** What is still owed of it, ≥ 0. Cancelled ones owe nothing. */
	readonly openCents: Cents;
	/** The Parc. Dívida of which it is an instalment. */
	readonly agreementId: string | null;
}
