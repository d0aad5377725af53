import type { Language } from '../money.ts';
import { daysBetween, formatDay, type Day } from './day.ts';

const near: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
	'pt-BR': { '-1': 'ontem', '0': 'hoje', '1': 'amanhã' },
	en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }
};

/** `hoje`, `ontem`, `amanhã` (English: `today` …) for the near days, else the date. */
export function dayInWords(day: Day, today: Day, language: Language = 'pt-BR'): string {
	return near[language][String(daysBetween(today, day))] ?? formatDay(day, language);
}
