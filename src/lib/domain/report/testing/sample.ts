import type { ReportColumn } from '../columns.ts';
import { groupedRows, type Report } from '../report.ts';

export interface Account {
	readonly customer: string;
	readonly number: number;
	readonly kind: string;
	readonly due: string;
	readonly cents: number;
}
const columns: readonly ReportColumn<Account>[] = [
	{ id: 'number', title: 'Nr. Documento', width: 110, kind: 'integer', value: (row) => row.number },
	{ id: 'kind', title: 'Tipo', width: 110, kind: 'text', value: (row) => row.kind },
	{ id: 'due', title: 'Vencimento', width: 90, kind: 'day', value: (row) => row.due },
	{ id: 'amount', title: 'Valor do Lançamento', width: 130, kind: 'money', value: (row) => row.cents, summable: true }
];
export const accounts: readonly Account[] = [
	{ customer: 'João Ávila & Filhos <ME>', number: 12, kind: 'Fatura', due: '2026-05-09', cents: 123_456 },
	{ customer: 'João Ávila & Filhos <ME>', number: 13, kind: '=HYPERLINK("http://x";"y")', due: '2026-02-28', cents: 95 },
	{ customer: '=1+A1 {chave} \\ Łódź', number: 14, kind: 'Fatura', due: '2026-11-01', cents: 5_000 }
];

/** Accounts as a report for print, as the screen makes it. */
export function sampleReport(rows: readonly Account[] = accounts, more: Partial<Report> = {}): Report {
	return {
		...groupedRows(rows, columns, {
			key: (row) => row.customer,
			title: (row) => row.customer,
			foot: (lines) => `Total do cliente (${String(lines)})`
		}),
		language: 'pt-BR',
		provider: 'Provedor São José',
		title: 'Controle de Inadimplentes',
		notes: ['Emitido em 22/11/2026'],
		groupTitle: 'Cliente',
		foot: 'Total geral',
		bars: [
			{ label: '1–15 dias', value: 5_000, shown: 'R$ 50,00' },
			{ label: 'Mais de 90 dias', value: 123_551, shown: 'R$ 1.235,51' }
		],
		barsTitle: 'Dívida por tempo de atraso',
		pageWords: 'Página {page} de {pages}',
		goesOn: '(continuação)',
		withoutHeader: false,
		summaryOnly: false,
		orientation: 'portrait',
		...more
	};
}

/** So many accounts, nine of each customer. */
export const manyAccounts = (count: number): readonly Account[] =>
	Array.from({ length: count }, (_, n) => ({
		customer: `Cliente ${String(Math.floor(n / 9) + 1)}`,
		number: n + 1,
		kind: 'Fatura',
		due: '2026-05-09',
		cents: 100
	}));
