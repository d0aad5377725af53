import { defaultTimeZone, timeZones } from './day/zone.ts';
import { refusal, type Refusal } from './refusal.ts';
import { readHours } from './sms/hours.ts';
import { lengthOf } from './text.ts';

/** Variables of the Painel de Configuração (item 10), by key of the table `setting`. */
export interface Settings {
	/** How long a signed-in office may go on without the centre, in hours. */
	readonly offlineHours: number;
	/** "Abre Atendimento ao abrir o cadastro do cliente" (items 12, 13). */
	readonly openTicketOnRecord: boolean;
	/** "Imprime Contrato Editável em HTML?" (item 11). */
	readonly editableContract: boolean;
	readonly providerName: string;
	/** IANA zone in which "today" is meant, for due dates and suspensions. */
	readonly timeZone: string;
	/** Whoever reaches the lawful day is suspended by itself each morning (items 85, 94). Off until the provider says so. */
	readonly suspendAutomatically: boolean;
	/** How FreeRADIUS answers a suspended plan: with a refusal, or with a walled garden from which it can still be paid. */
	readonly suspensionStyle: SuspensionStyle;
	/** Of the walled garden: address pool, address list (Mikrotik) or filter, and rate. As they are called on the NAS. */
	readonly suspensionPool: string;
	readonly suspensionAddressList: string;
	readonly suspensionRate: string;
	/** Connections (accounting of RADIUS) are forgotten so many months after they ended. */
	readonly connectionLogMonths: number;
	/** What the gateway takes for one part of an SMS, in cents. */
	readonly smsPartCents: number;
	/** When SMS of collection go out, `08:00-20:00`; empty: not on such days. Never on Sundays and holidays (domain/sms/hours.ts). */
	readonly smsWeekdays: string;
	readonly smsSaturdays: string;
	/** Demonstration data is loaded: the sign-in page offers the demonstration sign-ins. Never set by a person. */
	readonly demonstration: boolean;
}
export const suspensionStyles = ['reject', 'walled_garden'] as const;
export type SuspensionStyle = (typeof suspensionStyles)[number];
export type SettingKey = keyof Settings;

interface SettingRule<T> {
	readonly default: T;
	valid(value: unknown): value is T;
}

const rules: { readonly [K in SettingKey]: SettingRule<Settings[K]> } = {
	// An hour to 30 days: after that the change log may be pruned and the replica would have to verify itself.
	offlineHours: { default: 72, valid: (v): v is number => Number.isInteger(v) && (v as number) >= 1 && (v as number) <= 720 },
	openTicketOnRecord: { default: false, valid: isBoolean },
	editableContract: { default: false, valid: isBoolean },
	providerName: { default: 'Balcão', valid: (v): v is string => typeof v === 'string' && v.trim() !== '' && lengthOf(v) <= 100 },
	timeZone: { default: defaultTimeZone, valid: (v): v is string => (timeZones as readonly unknown[]).includes(v) },
	suspendAutomatically: { default: false, valid: isBoolean },
	suspensionStyle: { default: 'reject', valid: (v): v is SuspensionStyle => (suspensionStyles as readonly unknown[]).includes(v) },
	suspensionPool: { default: 'suspensos', valid: isNetworkWord },
	suspensionAddressList: { default: 'SUSPENSOS', valid: isNetworkWord },
	suspensionRate: { default: '256k/256k', valid: (v): v is string => typeof v === 'string' && /^\d{1,7}[kM]?\/\d{1,7}[kM]?$/.test(v) },
	// A year by law (Marco Civil, art. 13) and a month, so that nobody counts days; more only as far as somebody can say what for (LGPD).
	connectionLogMonths: { default: 13, valid: (v): v is number => Number.isInteger(v) && (v as number) >= 13 && (v as number) <= 60 },
	smsPartCents: { default: 10, valid: (v): v is number => Number.isInteger(v) && (v as number) >= 0 && (v as number) <= 1_000 },
	smsWeekdays: { default: '08:00-20:00', valid: isHours },
	smsSaturdays: { default: '08:00-14:00', valid: isHours },
	demonstration: { default: false, valid: isBoolean }
};

export const settingKeys = Object.keys(rules) as readonly SettingKey[];

/** What a person may change on the settings screen. */
export const editableSettings: readonly SettingKey[] = settingKeys.filter((key) => key !== 'demonstration');

export function isSettingKey(key: string): key is SettingKey {
	return Object.hasOwn(rules, key);
}

export const defaultSettings: Settings = Object.fromEntries(settingKeys.map((key) => [key, rules[key].default])) as unknown as Settings;

/** All variables from the stored rows: what is missing or no longer valid has its default; unknown keys are ignored. */
export function readSettings(rows: Iterable<{ readonly key: string; readonly value: unknown }>): Settings {
	const out: Record<string, unknown> = { ...defaultSettings };
	for (const { key, value } of rows) if (isSettingKey(key) && rules[key].valid(value)) out[key] = value;
	return out as unknown as Settings;
}

/** Null when `value` may be stored under `key`, else why not. */
export function checkSetting(key: string, value: unknown): Refusal | null {
	if (!isSettingKey(key)) return refusal('setting_unknown', key);
	return rules[key].valid(value) ? null : refusal('setting_invalid', key);
}

/** A name as the configuration of a NAS takes it. */
function isNetworkWord(value: unknown): value is string {
	return typeof value === 'string' && /^[\w.-]{1,60}$/.test(value);
}

function isHours(value: unknown): value is string {
	return typeof value === 'string' && readHours(value) !== undefined;
}

function isBoolean(value: unknown): value is boolean {
	return typeof value === 'boolean';
}
