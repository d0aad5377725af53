import * as m from '#lib/paraglide/messages.js';

const titles: Readonly<Record<string, () => string>> = {
	providerName: m.settings_variable_providerName,
	timeZone: m.settings_variable_timeZone,
	openTicketOnRecord: m.settings_variable_openTicketOnRecord,
	editableContract: m.settings_variable_editableContract,
	offlineHours: m.settings_variable_offlineHours,
	suspendAutomatically: m.settings_variable_suspendAutomatically,
	suspensionStyle: m.settings_variable_suspensionStyle,
	suspensionPool: m.settings_variable_suspensionPool,
	suspensionAddressList: m.settings_variable_suspensionAddressList,
	suspensionRate: m.settings_variable_suspensionRate,
	connectionLogMonths: m.settings_variable_connectionLogMonths,
	smsPartCents: m.sms_variable_part,
	smsWeekdays: m.sms_variable_weekdays,
	smsSaturdays: m.sms_variable_saturdays
};
/** How a variable of the Painel is called on its screen; one that no screen shows keeps its own name. */
export const variableTitle = (key: string): string => titles[key]?.() ?? key;
