import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { bankCodes } from '#lib/domain/boleto/account.ts';
import { readBoleto } from '#lib/domain/boleto/read.ts';
import { readPix } from '#lib/domain/pix/read.ts';
import { placeOfAddress } from './beneficiary.ts';
import { slipPage, slipRefused } from './html.ts';
import { slipPdf, writeSlips } from './pdf.ts';
import { sheetOf, type Sheet } from './sheet.ts';
import { sampleFacts } from './testing/samples.ts';
import { scanPdf } from './testing/scan.ts';
import { readSlipToken, slipToken } from './token.ts';

const today = '2026-11-22';
const sheet = (facts: ReturnType<typeof sampleFacts>, day = today): Sheet => {
	const made = sheetOf(facts, day);
	if (!made.ok) throw new Error(`${made.code} ${made.field ?? ''}`);
	return made.sheet;
};

describe('252 (!) the file decodes to exactly what is owed', { timeout: 30_000 }, () => {
	test.each(bankCodes)('bank %s: the 44 digits and the PIX code of the PDF are read by zbar', async (bank) => {
		const one = sheet(sampleFacts(bank));
		const [page] = await scanPdf(await slipPdf(one, '2026-11-22T12:00:00Z'));
		expect(page).toEqual({ bars: [one.slip!.barcode], codes: [one.pixCode] });
		expect(readBoleto(page!.bars[0]!, today)).toMatchObject({ ok: true, bank, dueOn: '2026-12-10', amountCents: 9_990 });
		expect(readPix(page!.codes[0]!)).toMatchObject({ kind: 'static', amountCents: 9_990, txid: 'FAT0000004711' });
	});

	test('at 150 dpi too, as an office printer makes it', async () => {
		const one = sheet(sampleFacts('341'));
		expect(await scanPdf(await slipPdf(one, '2026-11-22T12:00:00Z'), 150)).toEqual([{ bars: [one.slip!.barcode], codes: [one.pixCode] }]);
	});

	test('the charge that the bank made goes on the slip as its address', async () => {
		const one = sheet(sampleFacts('756', { boleto: { pixUrl: 'pix.banco.example/qr/v2/cobv/9d36b84fc70b478fb95c12729b90ca25' } }));
		const [page] = await scanPdf(await slipPdf(one, '2026-11-22T12:00:00Z'));
		expect(readPix(page!.codes[0]!)).toMatchObject({
			kind: 'dynamic',
			url: 'pix.banco.example/qr/v2/cobv/9d36b84fc70b478fb95c12729b90ca25'
		});
	});

	test('a name of 80 letters and one of another script spoil nothing', async () => {
		const one = sheet(sampleFacts('237', { payerName: `${'Wanderléia '.repeat(7)}Łucja` }));
		expect(await scanPdf(await slipPdf(one, '2026-11-22T12:00:00Z'))).toEqual([{ bars: [one.slip!.barcode], codes: [one.pixCode] }]);
	});
});

describe('what is owed today', () => {
	test('late: fine and interest of today are in the PIX and told, the bars keep the registered amount', () => {
		const one = sheet(sampleFacts('033'), '2026-12-20');
		// 99,90 + 2 % + 10 days of 1 % a month.
		expect(one.late).toEqual({ daysLate: 10, fineCents: 200, interestCents: 33, totalCents: 10_223 });
		expect(readPix(one.pixCode!)).toMatchObject({ amountCents: 10_223 });
		expect(readBoleto(one.slip!.barcode, today)).toMatchObject({ amountCents: 9_990 });
	});
	test('partly paid: no bars, and the rest by PIX', () => {
		const one = sheet(sampleFacts('033', { invoice: { paidCents: 4_000 } }));
		expect(one).toMatchObject({ state: 'partial', slip: null });
		expect(readPix(one.pixCode!)).toMatchObject({ amountCents: 5_990 });
	});
	test('an account that numbers otherwise now is refused: such a slip would be paid to nobody', () => {
		const facts = sampleFacts('748');
		expect(sheetOf({ ...facts, account: { ...facts.account!, originByte: '3' } }, today)).toMatchObject({
			ok: false,
			code: 'boleto_account_changed'
		});
	});
});

describe('252 (!) a boleto that is paid, cancelled or replaced says so and shows no code', { timeout: 30_000 }, () => {
	const states = [
		['paid', { invoice: { paidAt: '2026-12-01T12:00:00Z', paidCents: 9_990 } }, 'Esta fatura está paga'],
		['cancelled', { invoice: { cancelledAt: '2026-12-01T12:00:00Z' } }, 'Esta fatura foi cancelada'],
		['replaced', { invoice: { replacedById: '01939f2c-0000-7000-8000-0000000a0001' } }, 'Este boleto foi substituído']
	] as const;
	test.each(states)('%s', async (state, change, title) => {
		const one = sheet(sampleFacts('341', change));
		expect(one).toMatchObject({ state, slip: null, pixCode: null });
		const page = await slipPage(one, 'x'.repeat(47)).text();
		expect(page).toContain(title);
		expect(page).not.toContain('<svg');
		expect(page).not.toContain('data-copy="');
		expect(await scanPdf(await slipPdf(one, '2026-12-02T12:00:00Z'))).toEqual([{ bars: [], codes: [] }]);
	});
	test('refused or written off by the bank: no bars, PIX over the account’s key and not over the charge that ended', () => {
		const one = sheet(sampleFacts('341', { boleto: { status: 'written_off', pixUrl: 'pix.banco.example/qr/v2/cobv/1' } }));
		expect(one).toMatchObject({ state: 'withdrawn', slip: null });
		expect(readPix(one.pixCode!)).toMatchObject({ kind: 'static' });
	});
});

describe('the page', () => {
	test('has every text of the slip, escaped; nothing is loaded from anywhere, and nobody may index or keep it', async () => {
		const one = sheet(sampleFacts('756', { payerName: '<b>Zé</b> & "Filhos"' }));
		const response = slipPage(one, 'x'.repeat(47));
		const html = await response.text();
		expect(html).toContain('&lt;b&gt;Zé&lt;/b&gt; &amp; &quot;Filhos&quot;');
		expect(html).not.toContain('<b>Zé');
		for (const text of [one.slip!.line, one.slip!.ourNumber, one.slip!.bankCode, 'Ficha de Compensação', 'Recibo do Pagador'])
			expect(html).toContain(text);
		expect(html).toContain(`data-copy="${one.slip!.line.replace(/\D/g, '')}"`);
		expect(html).not.toMatch(/(?:src|href)="(?!\/boleto\/)/);
		expect(html).not.toMatch(/ style="/);
		expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-/);
		expect(response.headers.get('x-robots-tag')).toContain('noindex');
		expect(response.headers.get('cache-control')).toBe('no-store, private');
	});
	test('a link that leads nowhere says what to do', async () => {
		expect(slipRefused(404).status).toBe(404);
		expect(await slipRefused(410).text()).toContain('Este link venceu');
		expect(slipRefused(429).headers.get('retry-after')).toBe('60');
	});
});

describe('the link', () => {
	const key = Buffer.alloc(32, 7);
	const invoiceId = '01939f2c-1234-7abc-8def-0123456789ab';
	test('opens its invoice up to its last day, and no day longer', () => {
		const token = slipToken(key, invoiceId, '2027-05-21');
		expect(token).toMatch(/^[\w-]{47}$/);
		expect(readSlipToken(key, token, today)).toEqual({ invoiceId });
		expect(readSlipToken(key, token, '2027-05-21')).toEqual({ invoiceId });
		expect(readSlipToken(key, token, '2027-05-22')).toBe('expired');
	});
	test('no character of it can be changed, and another key opens nothing', () => {
		const token = slipToken(key, invoiceId, '2027-05-21');
		for (let n = 0; n < token.length; n++) {
			const changed = `${token.slice(0, n)}${token[n] === 'A' ? 'B' : 'A'}${token.slice(n + 1)}`;
			expect(readSlipToken(key, changed, today), `character ${String(n)}`).toBeNull();
		}
		expect(readSlipToken(Buffer.alloc(32, 8), token, today)).toBeNull();
		for (const text of ['', 'x', `${token}=`, `${token}A`, token.slice(1)]) expect(readSlipToken(key, text, today)).toBeNull();
	});
});

test('many slips are written as fast as they are taken, and no faster', async () => {
	let made = 0;
	let taken = 0;
	const perPage = (await slipPdf(sheet(sampleFacts('341')), '2026-11-22T12:00:00Z')).length;
	let ahead = 0;
	const one = sheet(sampleFacts('341'));
	function* sheets(): Generator<Sheet> {
		for (let n = 0; n < 150; n++) {
			made += 1;
			yield one;
		}
	}
	const out = new PassThrough({ highWaterMark: 16_384 });
	const written = writeSlips(out, { title: 'Boletos', author: 'Tuvira', issuedAt: '2026-11-22T12:00:00Z' }, sheets());
	let head = '';
	let tail = '';
	for await (const chunk of out as AsyncIterable<Buffer>) {
		head ||= chunk.toString('latin1');
		tail = chunk.toString('latin1');
		taken += chunk.length;
		ahead = Math.max(ahead, made - taken / perPage);
	}
	expect(await written).toBe(150);
	expect(head.startsWith('%PDF-')).toBe(true);
	expect(tail.trimEnd().endsWith('%%EOF')).toBe(true);
	expect(ahead, 'pages that wait in memory').toBeLessThan(40);
}, 30_000);

test('the place of a beneficiary is read out of one line, however it is written', () => {
	const branch = { city: 'Campinas', state: 'SP' };
	const place = (text: string) => Object.values(placeOfAddress(text, branch)).join(' | ');
	expect(place('Avenida Manoel Goulart, 1500, Presidente Prudente SP')).toBe('Avenida Manoel Goulart, 1500 | Presidente Prudente | SP');
	expect(place('Rua XV de Novembro, 10 - Centro - Curitiba/PR')).toBe('Rua XV de Novembro, 10 - Centro | Curitiba | PR');
	expect(place('Rua A, 1, São João del-Rei - MG')).toBe('Rua A, 1 | São João del-Rei | MG');
	expect(place('Rua A, 1, Santos, SP')).toBe('Rua A, 1 | Santos | SP');
	expect(place('Rua A, 1')).toBe('Rua A, 1 | Campinas | SP');
});
