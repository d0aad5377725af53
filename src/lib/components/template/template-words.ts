import type { TemplateChannel } from '#lib/schema/list.ts';
import type { TemplateProblem } from '#lib/domain/message-template/check.ts';
import type { TemplateVariable } from '#lib/domain/message-template/variables.ts';
import * as m from '#lib/paraglide/messages.js';

const channels: Readonly<Record<TemplateChannel, () => string>> = {
	email: m.template_channel_email,
	sms: m.template_channel_sms,
	ticket: m.template_channel_ticket
};
/** In the order in which they are offered. The schema's own list stays out of the page, with its tables. */
export const templateChannels = Object.keys(channels) as readonly TemplateChannel[];
export const channelName = (channel: TemplateChannel): string => channels[channel]();

const variables: Readonly<Record<TemplateVariable, () => string>> = {
	'cliente.nome': m.template_var_cliente_nome,
	'cliente.primeiro_nome': m.template_var_cliente_primeiro_nome,
	'cliente.codigo': m.template_var_cliente_codigo,
	'cliente.documento': m.template_var_cliente_documento,
	'cliente.email': m.template_var_cliente_email,
	'cliente.telefone': m.template_var_cliente_telefone,
	'cliente.celular': m.template_var_cliente_celular,
	'cliente.endereco': m.template_var_cliente_endereco,
	'cliente.bairro': m.template_var_cliente_bairro,
	'cliente.cidade': m.template_var_cliente_cidade,
	'cliente.estado': m.template_var_cliente_estado,
	'cliente.cep': m.template_var_cliente_cep,
	'plano.nome': m.template_var_plano_nome,
	'plano.valor': m.template_var_plano_valor,
	'plano.dia_vencimento': m.template_var_plano_dia_vencimento,
	'debito.aberto': m.template_var_debito_aberto,
	'debito.vencido': m.template_var_debito_vencido,
	'debito.quantidade': m.template_var_debito_quantidade,
	'debito.vencimento': m.template_var_debito_vencimento,
	'debito.dias': m.template_var_debito_dias,
	'atendimento.protocolo': m.template_var_atendimento_protocolo,
	'atendimento.assunto': m.template_var_atendimento_assunto,
	'filial.nome': m.template_var_filial_nome,
	'provedor.nome': m.template_var_provedor_nome,
	'usuario.nome': m.template_var_usuario_nome,
	hoje: m.template_var_hoje
};
/** What a variable stands for: "primeiro nome do cliente". */
export const variableName = (name: TemplateVariable): string => variables[name]();

/** What is wrong and the way out, in one sentence. */
export function problemWords(problem: TemplateProblem): string {
	const { name, suggestion } = problem;
	if (problem.kind === 'single') return m.template_problem_single({ name, suggestion: problem.suggestion });
	if (problem.kind === 'unclosed')
		return suggestion === null ? m.template_problem_unclosed() : m.template_problem_unclosed_as({ name, suggestion });
	return suggestion === null ? m.template_problem_unknown({ name }) : m.template_problem_unknown_as({ name, suggestion });
}
