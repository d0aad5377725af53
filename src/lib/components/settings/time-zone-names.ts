import type { timeZones } from '#lib/domain/day/zone.ts';

/** Zones as people of the country call them: names of places, the same in every language. */
export const timeZoneNames: Readonly<Record<(typeof timeZones)[number], string>> = {
	'America/Noronha': 'Fernando de Noronha (UTC−2)',
	'America/Sao_Paulo': 'Brasília (UTC−3)',
	'America/Manaus': 'Manaus (UTC−4)',
	'America/Cuiaba': 'Cuiabá (UTC−4)',
	'America/Rio_Branco': 'Rio Branco (UTC−5)'
};
