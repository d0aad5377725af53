import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTemplate, mended } from './check.ts';
import { parseTemplate } from './parse.ts';
import { missingValues, renderHtml, renderText } from './render.ts';
import { smsSize, withoutCostlyAccents } from './sms.ts';
import { templateValues, type TemplateFacts } from './values.ts';
import { nearestVariable, templateVariables, variableNamed, written, type TemplateValues } from './variables.ts';

const facts: TemplateFacts = {
	customer: {
		name: 'Maria Aparecida & Silva <b>',
		personKind: 'natural',
		code: 13,
		taxId: '52998224725',
		email: null,
		phone: null,
		mobile: '18997001234',
		address: 'Rua das Flores, 12',
		district: 'Centro',
		city: 'Assis',
		state: 'SP',
		postalCode: '19800001'
	},
	plan: { name: 'Fibra 300', priceCents: 9_990, dueDay: 10 },
	balance: { openCents: 20_000, overdueCents: 9_990, overdueCount: 1, oldestOverdueOn: '2026-11-10', daysLate: 12 },
	ticket: null,
	branchName: 'Presidente Prudente',
	providerName: 'Tuvira Fibra',
	userName: 'Lívia Arantes',
	today: '2026-11-22'
};
const values = templateValues(facts);
/** Text with many braces in it. */
const braced = fc.string({ unit: fc.constantFrom('{', '}', 'a', '.', '\n', ' ', 'ç', 'cliente.nome', '{{cliente.nome}}', '<', '&', '😀') });

describe('a template in pieces', () => {
	test('variables, spaces, case and accents', () => {
		expect(
			parseTemplate('Olá {{cliente.nome}}, {{ Cliente.Código }}!').map((part) => (part.kind === 'text' ? part.text : part.name))
		).toEqual(['Olá ', 'cliente.nome', ', ', 'cliente.codigo', '!']);
	});
	test('what is not closed on its line is said to be so, and does not swallow the next', () => {
		expect(parseTemplate('a {{cliente.nome\n{{hoje}}')).toMatchObject([
			{ kind: 'text' },
			{ kind: 'unclosed', name: 'cliente.nome' },
			{ kind: 'text', text: '\n' },
			{ kind: 'variable', name: 'hoje' }
		]);
		expect(parseTemplate('{{cliente.nome {{hoje}}')).toMatchObject([
			{ kind: 'unclosed', name: 'cliente.nome' },
			{},
			{ kind: 'variable', name: 'hoje' }
		]);
	});
	test('the pieces make the text again, whatever it is', () => {
		fc.assert(
			fc.property(braced, (text) => {
				const parts = parseTemplate(text);
				expect(parts.map((part) => text.slice(part.from, part.to)).join('')).toBe(text);
				for (const part of parts) expect(part.to).toBeGreaterThan(part.from);
			})
		);
	});
	test('every variable is found by how it is written', () => {
		for (const name of templateVariables) expect(parseTemplate(written(name))).toMatchObject([{ kind: 'variable', name }]);
	});
});

describe('a message', () => {
	test('values are put in as a customer reads them', () => {
		expect(renderText('{{cliente.primeiro_nome}}: {{debito.vencido}} desde {{debito.vencimento}} ({{cliente.cep}})', values)).toBe(
			'Maria: R$ 99,90 desde 10/11/2026 (19800-001)'
		);
		expect(
			renderText(
				'{{cliente.primeiro_nome}}',
				templateValues({ ...facts, customer: { ...facts.customer, name: 'Mercado Bom Ltda', personKind: 'legal' } })
			)
		).toBe('Mercado Bom Ltda');
	});
	test('what the customer has no value for is told, what is no variable stays', () => {
		expect(missingValues('{{cliente.email}} {{cliente.email}} {{hoje}}', values)).toEqual(['cliente.email']);
		expect(renderText('[{{cliente.email}}] {{senha}}', values)).toBe('[] {{senha}}');
		expect(missingValues('{{debito.vencido}}', templateValues({ ...facts, balance: null }))).toEqual(['debito.vencido']);
	});
	test('a value is never read as a template again', () => {
		const odd: TemplateValues = { ...values, 'cliente.nome': '{{cliente.documento}} $& {{hoje}}' };
		expect(renderText('{{cliente.nome}}', odd)).toBe('{{cliente.documento}} $& {{hoje}}');
	});
	test('HTML holds text only, wherever the markup came from', () => {
		expect(renderHtml('<script>alert(1)</script>\n{{cliente.nome}}\n\n"x"', values)).toBe(
			'<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>Maria Aparecida &amp; Silva &lt;b&gt;</p>\n<p>&quot;x&quot;</p>'
		);
		fc.assert(
			fc.property(braced, fc.string(), (text, name) => {
				const html = renderHtml(text, { ...values, 'cliente.nome': name });
				expect(html.replace(/<\/?p>|<br>/g, '')).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
			})
		);
	});
});

describe('what is wrong with a template', () => {
	test('unknown names are marked, with what was probably meant', () => {
		const text = 'Olá {{cliente.nme}}, {codigo} {{xyzxyz}} {{';
		const problems = checkTemplate(text);
		expect(problems).toMatchObject([
			{ kind: 'unknown', name: 'cliente.nme', suggestion: 'cliente.nome', from: 4, to: 19 },
			{ kind: 'single', name: 'codigo', suggestion: 'cliente.codigo' },
			{ kind: 'unknown', name: 'xyzxyz', suggestion: null },
			{ kind: 'unclosed', name: '', suggestion: null }
		]);
		expect(mended(text, problems[0]!)).toBe('Olá {{cliente.nome}}, {codigo} {{xyzxyz}} {{');
		expect(mended(text, problems[2]!)).toBe(text);
	});
	test('braces that name nothing of ours are left alone', () => expect(checkTemplate('{abcdefghij} {} }} {a b}')).toEqual([]));
	test('a template of known variables has no problem', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...templateVariables)), (names) => {
				expect(checkTemplate(names.map(written).join(' '))).toEqual([]);
			})
		);
	});
	test('nearest names', () => {
		expect(nearestVariable('nome')).toBe('cliente.nome');
		expect(nearestVariable('Protocolo')).toBe('atendimento.protocolo');
		expect(variableNamed(' CLIENTE.PRIMEIRO NOME ')).toBe('cliente.primeiro_nome');
	});
});

describe('the size of an SMS', () => {
	test.each([
		['', 'gsm7', 0, 0, 160],
		['a'.repeat(160), 'gsm7', 160, 1, 0],
		['a'.repeat(161), 'gsm7', 161, 2, 145],
		['a'.repeat(306), 'gsm7', 306, 2, 0],
		['a'.repeat(307), 'gsm7', 307, 3, 152],
		['€'.repeat(80), 'gsm7', 160, 1, 0],
		// 153 is odd: the eightieth euro sign does not fit into the first part with 152 places used.
		['€'.repeat(81), 'gsm7', 162, 2, 143],
		['é à Ç', 'gsm7', 5, 1, 155],
		['não', 'ucs2', 3, 1, 67],
		['ã'.repeat(70), 'ucs2', 70, 1, 0],
		['ã'.repeat(71), 'ucs2', 71, 2, 63],
		['ã'.repeat(400), 'ucs2', 400, 6, 2],
		// 67 is odd: a pair is not torn apart.
		['😀'.repeat(36), 'ucs2', 72, 2, 61]
	] as const)('%#', (text, encoding, used, parts, left) => expect(smsSize(text)).toMatchObject({ encoding, used, parts, left }));
	test('the letters that cost the room are named', () => expect(smsSize('não, amanhã à tarde ç').forcing).toEqual(['ã', 'ç']));
	test('without them it is GSM again, and no longer than before', () => {
		expect(withoutCostlyAccents('Não há conexão às “10 h” – é Ç')).toBe('Nao ha conexao às "10 h" - é Ç');
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'áâãàéêíóôõúüçÁÂÃÉÊÍÓÔÕÚÇ aZ09{}€') }), (text) => {
				const plain = withoutCostlyAccents(text);
				expect(smsSize(plain).encoding).toBe('gsm7');
				expect([...plain]).toHaveLength([...text.normalize('NFC')].length);
			})
		);
	});
});
