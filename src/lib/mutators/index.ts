import { registry, type AnyMutator, type MutatorRegistry } from '#lib/sync/model.ts';
import { accessNote } from './access/note.ts';
import { addressCreate } from './address/create.ts';
import { addressRemove } from './address/remove.ts';
import { addressUpdate } from './address/update.ts';
import { agreementCreate } from './agreement/create.ts';
import { billingMethodSave } from './billing-method/save.ts';
import { branchSave } from './branch/save.ts';
import { collectionAccountSave } from './collection-account/save.ts';
import { contactCreate } from './contact/create.ts';
import { contactRemove } from './contact/remove.ts';
import { contactUpdate } from './contact/update.ts';
import { customerCreate } from './customer/create.ts';
import { customerMergeInto } from './customer/merge.ts';
import { customerUnmerge } from './customer/unmerge.ts';
import { customerUpdate } from './customer/update.ts';
import { documentRemove } from './document/remove.ts';
import { documentUpdate } from './document/update.ts';
import { extraFieldValueSave } from './extra-field-value/save.ts';
import { favouriteToggle } from './favourite/toggle.ts';
import {
	addressTypeSave,
	cancellationReasonSave,
	contactTypeSave,
	extraFieldSave,
	senderAddressSave,
	serviceGroupSave
} from './list/lists.ts';
import { invoiceRunRetry } from './invoice-run/retry.ts';
import { invoiceRunStart } from './invoice-run/start.ts';
import { invoiceRunStop } from './invoice-run/stop.ts';
import { invoiceRunUndo } from './invoice-run/undo.ts';
import { messageTemplateSave } from './message-template/save.ts';
import { noticeSeen } from './notice/seen.ts';
import { letterSend } from './letter/send.ts';
import { mailSend } from './mail/send.ts';
import { smsSend } from './sms/send.ts';
import { observationCreate } from './observation/create.ts';
import { observationUpdate } from './observation/update.ts';
import { observationTypeSave } from './observation-type/save.ts';
import { paymentCreate } from './payment/create.ts';
import { paymentReverse } from './payment/reverse.ts';
import { paymentMethodCreate } from './payment-method/create.ts';
import { paymentMethodRemove } from './payment-method/remove.ts';
import { paymentMethodUpdate } from './payment-method/update.ts';
import { promiseCreate } from './promise/create.ts';
import { promiseWithdraw } from './promise/withdraw.ts';
import { readingCreate } from './reading/create.ts';
import { servicePlanSave } from './service-plan/save.ts';
import { settingSave } from './setting/save.ts';
import { subscriptionUpdate } from './subscription/update.ts';
import { suspensionPause } from './suspension/pause.ts';
import { debtNoticeCreate } from './suspension/record-notice.ts';
import { suspensionRequest } from './suspension/request.ts';
import { suspensionRestore } from './suspension/restore.ts';
import { suspensionRetry } from './suspension/retry.ts';
import { suspensionBatchUndo } from './suspension/undo-batch.ts';
import { teamSave } from './team/save.ts';
import { ticketAddEntry } from './ticket/add-entry.ts';
import { ticketAssign } from './ticket/assign.ts';
import { textWrite } from './text/write.ts';
import { ticketOpen } from './ticket/open.ts';
import { ticketSetStatus } from './ticket/set-status.ts';
import { ticketUpdate } from './ticket/update.ts';
import { ticketTypeSave } from './ticket-type/save.ts';
import { workOrderCreate } from './work-order/create.ts';
import { workOrderSetStatus } from './work-order/set-status.ts';
import { workOrderUpdate } from './work-order/update.ts';

/** What a person or an automation can do, the same in the replica and at the centre. */
export const mutators: MutatorRegistry = registry([
	accessNote,
	addressCreate,
	addressRemove,
	addressTypeSave,
	addressUpdate,
	agreementCreate,
	billingMethodSave,
	branchSave,
	cancellationReasonSave,
	collectionAccountSave,
	contactCreate,
	contactRemove,
	contactTypeSave,
	contactUpdate,
	customerCreate,
	customerMergeInto,
	customerUnmerge,
	customerUpdate,
	debtNoticeCreate,
	documentRemove,
	documentUpdate,
	extraFieldSave,
	extraFieldValueSave,
	favouriteToggle,
	invoiceRunRetry,
	invoiceRunStart,
	invoiceRunStop,
	invoiceRunUndo,
	messageTemplateSave,
	noticeSeen,
	letterSend,
	mailSend,
	smsSend,
	observationCreate,
	observationUpdate,
	observationTypeSave,
	paymentCreate,
	paymentMethodCreate,
	paymentMethodRemove,
	paymentMethodUpdate,
	paymentReverse,
	promiseCreate,
	promiseWithdraw,
	readingCreate,
	senderAddressSave,
	serviceGroupSave,
	servicePlanSave,
	settingSave,
	subscriptionUpdate,
	suspensionBatchUndo,
	suspensionPause,
	suspensionRequest,
	suspensionRestore,
	suspensionRetry,
	textWrite,
	teamSave,
	ticketAddEntry,
	ticketAssign,
	ticketOpen,
	ticketSetStatus,
	ticketTypeSave,
	ticketUpdate,
	workOrderCreate,
	workOrderSetStatus,
	workOrderUpdate
] as unknown as readonly AnyMutator[]);
