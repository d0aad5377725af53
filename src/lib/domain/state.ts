/** Unidades da Federação, by their abbreviation. */
export const states = [
	'AC',
	'AL',
	'AM',
	'AP',
	'BA',
	'CE',
	'DF',
	'ES',
	'GO',
	'MA',
	'MG',
	'MS',
	'MT',
	'PA',
	'PB',
	'PE',
	'PI',
	'PR',
	'RJ',
	'RN',
	'RO',
	'RR',
	'RS',
	'SC',
	'SE',
	'SP',
	'TO'
] as const;
export type State = (typeof states)[number];

/** Names with accents, for lists and for recognising a pasted name. */
export const stateNames: Readonly<Record<State, string>> = {
	AC: 'Acre',
	AL: 'Alagoas',
	AM: 'Amazonas',
	AP: 'Amapá',
	BA: 'Bahia',
	CE: 'Ceará',
	DF: 'Distrito Federal',
	ES: 'Espírito Santo',
	GO: 'Goiás',
	MA: 'Maranhão',
	MG: 'Minas Gerais',
	MS: 'Mato Grosso do Sul',
	MT: 'Mato Grosso',
	PA: 'Pará',
	PB: 'Paraíba',
	PE: 'Pernambuco',
	PI: 'Piauí',
	PR: 'Paraná',
	RJ: 'Rio de Janeiro',
	RN: 'Rio Grande do Norte',
	RO: 'Rondônia',
	RR: 'Roraima',
	RS: 'Rio Grande do Sul',
	SC: 'Santa Catarina',
	SE: 'Sergipe',
	SP: 'São Paulo',
	TO: 'Tocantins'
};

export function isState(text: string): text is State {
	return (states as readonly string[]).includes(text);
}

/** `sp`, ` SP `, `São Paulo`, `sao paulo` → `SP`. What is not recognised comes back trimmed in upper case, to be refused. */
export function normaliseState(text: string): string {
	const plain = (t: string) => t.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().trim();
	const typed = plain(text);
	return states.find((s) => s === typed || plain(stateNames[s]) === typed) ?? typed;
}
