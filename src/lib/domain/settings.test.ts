import { expect, test } from 'vitest';
import { checkSetting, defaultSettings, readSettings, settingKeys } from './settings.ts';

test('what is missing, unknown or no longer valid falls back to the default', () => {
	expect(readSettings([])).toEqual(defaultSettings);
	expect(
		readSettings([
			{ key: 'offlineHours', value: 8 },
			{ key: 'openTicketOnRecord', value: 'yes' },
			{ key: 'other', value: 1 }
		])
	).toEqual({ ...defaultSettings, offlineHours: 8 });
	expect(defaultSettings.offlineHours).toBe(72);
	expect(defaultSettings.openTicketOnRecord).toBe(false);
});
test('every default may be stored', () => {
	for (const key of settingKeys) expect(checkSetting(key, defaultSettings[key])).toBeNull();
});
test.each([
	['offlineHours', 0],
	['offlineHours', 721],
	['offlineHours', 1.5],
	['offlineHours', '72'],
	['connectionLogMonths', 12],
	['connectionLogMonths', 61],
	['openTicketOnRecord', 1],
	['providerName', ' '],
	['timeZone', 'Mars/Base'],
	['timeZone', null]
])('%s = %s is refused', (key, value) => expect(checkSetting(key, value)).toMatchObject({ code: 'setting_invalid', field: key }));
test('an unknown variable is refused', () => expect(checkSetting('toString', 1)).toMatchObject({ code: 'setting_unknown' }));
