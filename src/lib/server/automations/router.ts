import { address } from './address.ts';
import { agreement } from './agreement.ts';
import { bankFile } from './bank-file.ts';
import { contact } from './contact.ts';
import { customer } from './customer/router.ts';
import { delinquency } from './delinquency.ts';
import { document } from './document.ts';
import { extraField, extraValue } from './extra-field.ts';
import { favourite } from './favourite.ts';
import { history } from './history.ts';
import { invoiceRun } from './invoice-run.ts';
import { invoice } from './invoice.ts';
import * as lists from './lists.ts';
import { mail } from './mail.ts';
import { observation } from './observation.ts';
import { payment } from './payment.ts';
import { paymentMethod } from './payment-method.ts';
import { promise } from './promise.ts';
import { subscription } from './subscription.ts';
import { debtNotice, suspension, suspensionBatch } from './suspension.ts';
import { text } from './text.ts';
import { ticket } from './ticket/router.ts';
import { router } from './trpc.ts';
import { workOrder } from './work-order/router.ts';

/** Everything an automation can ask or do. The path of a procedure is its scope, and the name of the query or mutator behind it. */
export const automations = router({
	customer,
	contact,
	address,
	extraField,
	extraFieldValue: extraValue,
	paymentMethod,
	invoiceRun,
	invoice,
	payment,
	promise,
	agreement,
	mail,
	bankFile,
	delinquency,
	debtNotice,
	subscription,
	suspension,
	suspensionBatch,
	document,
	observation,
	ticket,
	workOrder,
	history,
	text,
	favourite,
	...lists
});

/** For typed clients: `createTRPCClient<Automations>(…)`. */
export type Automations = typeof automations;
