import { registry, type AnyQuery, type QueryRegistry } from '#lib/sync/model.ts';
import { addressList } from './address/list.ts';
import { branchList } from './branch/list.ts';
import { contactList } from './contact/list.ts';
import { contractList } from './contract/list.ts';
import { customerCounts } from './customer/counts.ts';
import { customerDuplicates } from './customer/duplicates.ts';
import { customerGet } from './customer/get.ts';
import { customerMergePreview } from './customer/merge-preview.ts';
import { customerMerges } from './customer/merges.ts';
import { customerSearch } from './customer/search.ts';
import { stockSearch } from './customer/search-stock.ts';
import { delinquencyDebts } from './delinquency/debts.ts';
import { delinquencyGroups } from './delinquency/groups.ts';
import { delinquencyList } from './delinquency/list.ts';
import { documentList } from './document/list.ts';
import { extraFieldValues } from './extra-field/values.ts';
import { favouriteList } from './favourite/list.ts';
import {
	addressTypeList,
	billingMethodList,
	cancellationReasonList,
	collectionAccountList,
	contactTypeList,
	extraFieldList,
	observationTypeList,
	senderAddressList,
	serviceGroupList,
	servicePlanList,
	teamList
} from './list/lists.ts';
import { invoiceGet } from './payment/invoice-get.ts';
import { invoiceOpen } from './payment/open-invoices.ts';
import { invoiceList } from './invoice/list.ts';
import { invoiceRunDueDays } from './invoice-run/due-days.ts';
import { invoiceRunGet, invoiceRunList } from './invoice-run/list.ts';
import { letterOfBatch } from './letter/of-batch.ts';
import { letterPlan } from './letter/plan.ts';
import { mailList } from './mail/list.ts';
import { smsCandidates } from './sms/candidates.ts';
import { smsLetters } from './sms/letters.ts';
import { smsOfCustomer } from './sms/of-customer.ts';
import { smsOfLetter } from './sms/of-letter.ts';
import { messageTemplateGet } from './message-template/get.ts';
import { messageTemplateList } from './message-template/list.ts';
import { messageTemplateText } from './message-template/text.ts';
import { noticeUnseen } from './notice/unseen.ts';
import { observationList } from './observation/list.ts';
import { observationMustRead } from './observation/must-read.ts';
import { paymentMethodList } from './payment-method/list.ts';
import { promiseList } from './promise/list.ts';
import { settingList } from './setting/list.ts';
import { subscriptionEnded } from './subscription/ended.ts';
import { subscriptionList } from './subscription/list.ts';
import { ticketAutomatic } from './ticket/automatic.ts';
import { ticketCounts } from './ticket/counts.ts';
import { ticketEntries } from './ticket/entries.ts';
import { ticketGet } from './ticket/get.ts';
import { ticketList } from './ticket/list.ts';
import { ticketTypeList } from './ticket-type/list.ts';
import { suspensionCandidates } from './suspension/candidates.ts';
import { suspensionOfBatch } from './suspension/of-batch.ts';
import { suspensionOfCustomer } from './suspension/of-customer.ts';
import { textGet } from './text/get.ts';
import { userList } from './user/list.ts';
import { workOrderCounts } from './work-order/counts.ts';
import { workOrderList } from './work-order/list.ts';

/** Named questions, for the replica and the centre alike. */
export const queries: QueryRegistry = registry([
	addressList,
	addressTypeList,
	billingMethodList,
	branchList,
	cancellationReasonList,
	collectionAccountList,
	contactList,
	contactTypeList,
	contractList,
	customerCounts,
	customerDuplicates,
	customerGet,
	customerMergePreview,
	customerMerges,
	customerSearch,
	delinquencyDebts,
	delinquencyGroups,
	delinquencyList,
	documentList,
	extraFieldList,
	extraFieldValues,
	favouriteList,
	invoiceGet,
	invoiceList,
	invoiceRunDueDays,
	invoiceRunGet,
	invoiceRunList,
	invoiceOpen,
	letterOfBatch,
	letterPlan,
	mailList,
	smsCandidates,
	smsLetters,
	smsOfCustomer,
	smsOfLetter,
	messageTemplateGet,
	messageTemplateList,
	messageTemplateText,
	noticeUnseen,
	observationList,
	observationMustRead,
	observationTypeList,
	paymentMethodList,
	promiseList,
	senderAddressList,
	serviceGroupList,
	servicePlanList,
	settingList,
	stockSearch,
	subscriptionEnded,
	subscriptionList,
	suspensionCandidates,
	suspensionOfBatch,
	suspensionOfCustomer,
	teamList,
	ticketAutomatic,
	ticketCounts,
	ticketEntries,
	ticketGet,
	ticketList,
	ticketTypeList,
	textGet,
	userList,
	workOrderCounts,
	workOrderList
] as unknown as readonly AnyQuery[]);
