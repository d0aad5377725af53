import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read, utils, type WorkSheet } from 'xlsx';
import type { Report } from '../report.ts';
import { manyAccounts, sampleReport } from '../testing/sample.ts';
import { makeReport, type BrowserFormat, type FormatSettings } from './make.ts';

const none: FormatSettings = { embedFonts: false, plainText: false, flat: false, keepImages: false };
async function bytesOf(report: Report, format: BrowserFormat, more: Partial<FormatSettings> = {}): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const part of makeReport(report, format, { ...none, ...more })) parts.push(part);
	return Buffer.concat(parts);
}
const textOf = async (report: Report, format: BrowserFormat, more: Partial<FormatSettings> = {}): Promise<string> =>
	(await bytesOf(report, format, more)).toString('utf8');

/** What LibreOffice, which shares no line with us, finds in a file; a profile and a folder of its own for each call. */
function asText(bytes: Uint8Array, ending: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'report-read-'));
	try {
		writeFileSync(join(folder, `r.${ending}`), bytes);
		try {
			execFileSync(
				'soffice',
				[
					`-env:UserInstallation=file://${folder}/profile`,
					'--headless',
					'--norestore',
					'--convert-to',
					'txt:Text (encoded):UTF8',
					'--outdir',
					folder,
					join(folder, `r.${ending}`)
				],
				{ stdio: 'pipe', timeout: 100_000 }
			);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT')
				throw new Error('LibreOffice is not installed: apt-get install libreoffice-writer-nogui', { cause: error });
			throw error;
		}
		return readFileSync(join(folder, 'r.txt'), 'utf8').replace(/^\ufeff/, '');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

describe.each(['docx', 'rtf'] as const)('%s, read by LibreOffice', (format) => {
	const item = format === 'docx' ? '309' : '310';
	test(`(302, ${item}) each customer’s accounts with values, dates and sums, and the sum of all`, { timeout: 120_000 }, async () => {
		const text = asText(await bytesOf(sampleReport(), format), format);
		for (const there of [
			'Provedor São José',
			'Controle de Inadimplentes',
			'Emitido em 22/11/2026',
			'João Ávila & Filhos <ME>',
			'=1+A1 {chave} \\ Łódź',
			'09/05/2026',
			'1.234,56',
			'Total do cliente (2)',
			'1.235,51',
			'Total geral',
			'1.285,51'
		])
			expect(text).toContain(there);
		const short = asText(await bytesOf(sampleReport(undefined, { summaryOnly: true, withoutHeader: true }), format), format);
		expect(short).not.toContain('Provedor');
		expect(short).not.toContain('09/05/2026');
		expect(short).toContain('1.285,51');
	});
});

const opened = (bytes: Uint8Array): WorkSheet => {
	const book = read(bytes, { cellStyles: true, cellNF: true });
	return book.Sheets[book.SheetNames[0]!]!;
};
const cellsOf = (sheet: WorkSheet): unknown[][] =>
	utils
		.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null })
		.map((line) => line.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)));

describe('MS-Excel, read by SheetJS', () => {
	test('(302) numbers to reckon with, customers with their sums; nothing runs', async () => {
		const sheet = opened(await bytesOf(sampleReport(), 'xlsx'));
		expect(cellsOf(sheet)).toEqual([
			['Provedor São José', null, null, null],
			['Controle de Inadimplentes', null, null, null],
			['Emitido em 22/11/2026', null, null, null],
			[null, null, null, null],
			['Nr. Documento', 'Tipo', 'Vencimento', 'Valor do Lançamento'],
			['João Ávila & Filhos <ME>', null, null, null],
			[12, 'Fatura', '2026-05-09', 1234.56],
			[13, '=HYPERLINK("http://x";"y")', '2026-02-28', 0.95],
			['Total do cliente (2)', null, null, 1235.51],
			['=1+A1 {chave} \\ Łódź', null, null, null],
			[14, 'Fatura', '2026-11-01', 50],
			['Total do cliente (1)', null, null, 50],
			['Total geral', null, null, 1285.51]
		]);
		expect(sheet['C7']).toMatchObject({ t: 'n', w: '09/05/2026' });
		for (const [address, cell] of Object.entries(sheet)) if (!address.startsWith('!')) expect(cell).not.toHaveProperty('f');
	});
	test('(305) "texto plano": every cell is text', async () => {
		const sheet = opened(await bytesOf(sampleReport(), 'xlsx', { plainText: true }));
		for (const [address, cell] of Object.entries(sheet))
			if (!address.startsWith('!') && (cell as { v?: unknown }).v !== undefined) expect(cell).toMatchObject({ t: 's' });
		expect(sheet['D7']).toMatchObject({ v: '1.234,56' });
	});
	test('(306) "plano total": a flat table, the customer in each line, no heading and no sum between', async () => {
		expect(cellsOf(opened(await bytesOf(sampleReport(), 'xlsx', { flat: true })))).toEqual([
			['Cliente', 'Nr. Documento', 'Tipo', 'Vencimento', 'Valor do Lançamento'],
			['João Ávila & Filhos <ME>', 12, 'Fatura', '2026-05-09', 1234.56],
			['João Ávila & Filhos <ME>', 13, '=HYPERLINK("http://x";"y")', '2026-02-28', 0.95],
			['=1+A1 {chave} \\ Łódź', 14, 'Fatura', '2026-11-01', 50]
		]);
	});
	test('(316, 317) without header, and the sums only', async () =>
		expect(cellsOf(opened(await bytesOf(sampleReport(undefined, { withoutHeader: true, summaryOnly: true }), 'xlsx')))).toEqual([
			['Nr. Documento', 'Tipo', 'Vencimento', 'Valor do Lançamento'],
			['João Ávila & Filhos <ME>', null, null, 1235.51],
			['=1+A1 {chave} \\ Łódź', null, null, 50],
			['Total geral', null, null, 1285.51]
		]));
});

describe('HTML and print preview', () => {
	test('(307) the picture stays in the file only when it is asked for, and needs nothing beside it', async () => {
		const [without, kept] = [await textOf(sampleReport(), 'html'), await textOf(sampleReport(), 'html', { keepImages: true })];
		expect(without).not.toContain('<img');
		const source = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(kept)?.[1] ?? '';
		expect(Buffer.from(source, 'base64').toString('utf8')).toContain('Mais de 90 dias');
		expect(kept).not.toMatch(/(?:src|href)="(?!data:)/);
	});
	test('(308, 316, 317, 320) what a browser prints: titles on each page, paper as chosen, names as text', async () => {
		const page = await textOf(sampleReport(undefined, { orientation: 'landscape' }), 'preview');
		expect(page).toContain('@page { size: A4 landscape;');
		expect(page).toContain('João Ávila &amp; Filhos &lt;ME&gt;');
		expect(page.match(/<td class="n">1\.23[45],/g)).toHaveLength(2);
		const short = await textOf(sampleReport(undefined, { withoutHeader: true, summaryOnly: true }), 'preview');
		expect(short).not.toContain('<header>');
		expect(short).not.toContain('Fatura');
		expect(short).toContain('1.285,51');
	});
});

test('(311) XML: days and decimals as machines read them, by another parser', async () => {
	const xml = await textOf(sampleReport(), 'xml');
	// Expat, by way of Python.
	const script =
		'import sys,json,xml.etree.ElementTree as E\nr=E.fromstring(sys.stdin.buffer.read())\n' +
		'print(json.dumps([[g.get("title"),[[c.text for c in x] for x in g.findall("record")],g.find("totals").find("amount").text] for g in r.findall("group")]+[r.find("totals").find("amount").text]))';
	expect(JSON.parse(execFileSync('python3', ['-c', script], { input: xml, encoding: 'utf8' }))).toEqual([
		[
			'João Ávila & Filhos <ME>',
			[
				['12', 'Fatura', '2026-05-09', '1234.56'],
				['13', '=HYPERLINK("http://x";"y")', '2026-02-28', '0.95']
			],
			'1235.51'
		],
		['=1+A1 {chave} \\ Łódź', [['14', 'Fatura', '2026-11-01', '50.00']], '50.00'],
		'1285.51'
	]);
});

test('100,000 lines in every format of the browser, none of them lost', { timeout: 120_000 }, async () => {
	const report = sampleReport(manyAccounts(100_000));
	for (const format of ['html', 'xml', 'rtf', 'docx', 'xlsx'] as const) {
		let [size, lines] = [0, 0];
		for await (const part of makeReport(report, format, none, (more) => (lines += more))) size += part.length;
		expect([format, lines, size > 400_000]).toEqual([format, 100_000, true]);
	}
});
