/**
 * What a message template may name, as it is written between braces: `{{cliente.nome}}`. Portuguese, because people of the
 * provider write them; the names are part of stored texts, so none is ever renamed.
 */
export const templateVariables = [
	'cliente.nome',
	'cliente.primeiro_nome',
	'cliente.codigo',
	'cliente.documento',
	'cliente.email',
	'cliente.telefone',
	'cliente.celular',
	'cliente.endereco',
	'cliente.bairro',
	'cliente.cidade',
	'cliente.estado',
	'cliente.cep',
	'plano.nome',
	'plano.valor',
	'plano.dia_vencimento',
	'debito.aberto',
	'debito.vencido',
	'debito.quantidade',
	'debito.vencimento',
	'debito.dias',
	'atendimento.protocolo',
	'atendimento.assunto',
	'filial.nome',
	'provedor.nome',
	'usuario.nome',
	'hoje'
] as const;
export type TemplateVariable = (typeof templateVariables)[number];

/** What each stands for with one customer; null where the customer has no such thing. */
export type TemplateValues = Readonly<Record<TemplateVariable, string | null>>;

export const isTemplateVariable = (name: string): name is TemplateVariable => (templateVariables as readonly string[]).includes(name);

/** As it is written in a template. */
export const written = (name: TemplateVariable): string => `{{${name}}}`;

/** Case, accents and spaces are forgiven: `{{ Cliente.Código }}` is meant as `cliente.codigo`. */
export const variableNamed = (typed: string): TemplateVariable | null => {
	const name = folded(typed);
	return isTemplateVariable(name) ? name : null;
};

function folded(typed: string): string {
	return typed
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.trim()
		.replace(/[\s_]+/g, '_');
}

/** How many letters must be added, taken away or replaced to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, n) => n);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
		row = next;
	}
	return row[b.length]!;
}

/** The variable that was probably meant by an unknown name, or null: `nome` → `cliente.nome`, `cliente.nme` → `cliente.nome`. */
export function nearestVariable(typed: string): TemplateVariable | null {
	const name = folded(typed).slice(0, 60);
	if (name === '') return null;
	const alone = name.includes('.') ? undefined : templateVariables.find((variable) => variable.endsWith(`.${name}`));
	if (alone !== undefined) return alone;
	let [best, least] = [null as TemplateVariable | null, Math.max(2, Math.floor(name.length / 4)) + 1];
	for (const variable of templateVariables) {
		const away = distance(name, variable);
		if (away < least) [best, least] = [variable, away];
	}
	return best;
}
