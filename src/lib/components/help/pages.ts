import type { HelpTopic } from './help.ts';
import { addresses } from './topics/addresses.ts';
import { bankFiles } from './topics/bank-files.ts';
import { collectionLetters } from './topics/collection-letters.ts';
import { contacts } from './topics/contacts.ts';
import { contracts } from './topics/contracts.ts';
import { data } from './topics/data.ts';
import { delinquency } from './topics/delinquency.ts';
import { documents } from './topics/documents.ts';
import { duplicates } from './topics/duplicates.ts';
import { extraFields } from './topics/extra-fields.ts';
import { favourites } from './topics/favourites.ts';
import { history } from './topics/history.ts';
import { importing } from './topics/import.ts';
import { invoiceRun } from './topics/invoice-run.ts';
import { invoices } from './topics/invoices.ts';
import { jobs } from './topics/jobs.ts';
import { keyboard } from './topics/keyboard.ts';
import { messageTemplates } from './topics/message-templates.ts';
import { newCustomer } from './topics/new-customer.ts';
import { observations } from './topics/observations.ts';
import { offline } from './topics/offline.ts';
import { options } from './topics/options.ts';
import { paymentMethods } from './topics/payment-methods.ts';
import { pending } from './topics/pending.ts';
import { plansInactive } from './topics/plans-inactive.ts';
import { plans } from './topics/plans.ts';
import { privacy } from './topics/privacy.ts';
import { report } from './topics/report.ts';
import { search } from './topics/search.ts';
import { settings } from './topics/settings.ts';
import { suspension } from './topics/suspension.ts';
import { tickets } from './topics/tickets.ts';
import { workOrders } from './topics/work-orders.ts';

/** The help pages by chapter, in the order of the index. */
export const helpChapters = {
	general: [keyboard, offline, pending],
	customers: [search, newCustomer],
	record: [
		data,
		options,
		extraFields,
		addresses,
		contacts,
		observations,
		paymentMethods,
		plans,
		plansInactive,
		invoices,
		contracts,
		documents,
		duplicates,
		history,
		privacy,
		favourites,
		tickets,
		workOrders
	],
	billing: [invoiceRun, bankFiles, delinquency, report, collectionLetters, suspension],
	settings: [settings, messageTemplates, importing, jobs]
} as const satisfies Readonly<Record<string, readonly HelpTopic[]>>;

const topics = new Map<string, HelpTopic>(Object.values(helpChapters).flatMap((chapter) => chapter.map((topic) => [topic.id, topic])));
export const helpTopics: readonly HelpTopic[] = [...topics.values()];

/** The page of this id; null for one of a later or an older build. */
export const helpTopic = (id: string): HelpTopic | null => topics.get(id) ?? null;
