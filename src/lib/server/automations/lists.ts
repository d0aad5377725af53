import { billingMethodSave } from '#lib/mutators/billing-method/save.ts';
import { branchSave } from '#lib/mutators/branch/save.ts';
import { addressTypeSave, cancellationReasonSave, contactTypeSave, senderAddressSave, serviceGroupSave } from '#lib/mutators/list/lists.ts';
import { collectionAccountSave } from '#lib/mutators/collection-account/save.ts';
import { messageTemplateSave } from '#lib/mutators/message-template/save.ts';
import { observationTypeSave } from '#lib/mutators/observation-type/save.ts';
import { servicePlanSave } from '#lib/mutators/service-plan/save.ts';
import { settingSave } from '#lib/mutators/setting/save.ts';
import { teamSave } from '#lib/mutators/team/save.ts';
import { ticketTypeSave } from '#lib/mutators/ticket-type/save.ts';
import { branchList } from '#lib/queries/branch/list.ts';
import {
	addressTypeList,
	billingMethodList,
	cancellationReasonList,
	collectionAccountList,
	contactTypeList,
	observationTypeList,
	senderAddressList,
	serviceGroupList,
	servicePlanList,
	teamList
} from '#lib/queries/list/lists.ts';
import { messageTemplateList } from '#lib/queries/message-template/list.ts';
import { settingList } from '#lib/queries/setting/list.ts';
import { ticketTypeList } from '#lib/queries/ticket-type/list.ts';
import { userList } from '#lib/queries/user/list.ts';
import type { Mutator, Query } from '#lib/sync/model.ts';
import { asks, does, saves } from './define.ts';
import { router } from './trpc.ts';

/** A short list of the Painel: read by everybody, kept by management. */
const list = <A, R, S extends { readonly id: string | null }>(of: Query<A, R>, save: Mutator<S>, what: string) =>
	router({
		list: asks(of, { summary: `${what}, inactive ones included` }),
		save: saves(save, { summary: `${what}: makes or changes one` })
	});

export const addressType = list(addressTypeList, addressTypeSave, 'Types of address');
export const billingMethod = list(billingMethodList, billingMethodSave, 'Billing methods');
export const branch = list(branchList, branchSave, 'Branches');
export const cancellationReason = list(cancellationReasonList, cancellationReasonSave, 'Reasons for cancellation');
export const collectionAccount = list(collectionAccountList, collectionAccountSave, 'Accounts that boletos are issued over');
export const contactType = list(contactTypeList, contactTypeSave, 'Types of contact');
export const messageTemplate = list(
	messageTemplateList,
	messageTemplateSave,
	'Message templates (their text: `text.get` of kind `template`)'
);
export const observationType = list(observationTypeList, observationTypeSave, 'Types of observation');
export const senderAddress = list(senderAddressList, senderAddressSave, 'Sender addresses');
export const serviceGroup = list(serviceGroupList, serviceGroupSave, 'Groups of plans');
export const servicePlan = list(servicePlanList, servicePlanSave, 'Plans of the catalogue');
export const team = list(teamList, teamSave, 'Teams');
export const ticketType = list(ticketTypeList, ticketTypeSave, 'Types of ticket with due hours and team');

/** Variables of the Painel de Configuração. */
export const setting = router({
	list: asks(settingList, { summary: 'Variables of the settings that were set; what is absent has its default' }),
	save: does(settingSave, { summary: 'Sets one variable of the settings' })
});

export const user = router({ list: asks(userList, { summary: 'People of the provider with role and branches, by name' }) });
