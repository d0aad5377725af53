import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomAlphanumericCnpj, randomCnpj, randomCpf } from '../tax-id/generate.ts';
import { crc16 } from './crc16.ts';
import { normalisePixKey, pixKeyKind } from './key.ts';
import { isChargeTxid, isPixUrl, isStaticTxid, makeDynamicPix, makeStaticPix, type DynamicPix, type StaticPix } from './make.ts';
import { merchantText } from './merchant-text.ts';
import { readPix } from './read.ts';
import { readTlv, writeTlv } from './tlv.ts';

const made = (pix: StaticPix | DynamicPix): string => {
	const result = 'key' in pix ? makeStaticPix(pix) : makeDynamicPix(pix);
	if (!result.ok) throw new Error(JSON.stringify(result));
	return result.code;
};
const why = (result: ReturnType<typeof readPix> | ReturnType<typeof makeStaticPix>) =>
	result.ok ? null : `${result.code} ${Object.values(result.detail ?? {}).join(' ')}`.trim();
/** A code with the right last four characters, whatever stands in it. */
const sealed = (body: string) => `${body}6304${crc16(`${body}6304`)}`;

test('CRC-16/CCITT-FALSE: the check value of its definition', () => {
	expect(crc16('123456789')).toBe('29B1');
	expect(crc16('')).toBe('FFFF');
	expect(crc16('A')).toBe('B915');
});

describe('published codes', () => {
	// Banco Central, "Manual de Padrões para Iniciação do Pix".
	const manual =
		'00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D';
	// Suite of thalesog/pix-utils (MIT).
	const withAmount =
		'00020126510014br.gov.bcb.pix0115thalesog@me.com0210Pedido 123520400005303986540510.005802BR5914Thales Ogliari6015SAO MIGUEL DO O62070503***63044367';
	const zeroAmount =
		'00020126510014br.gov.bcb.pix0115thalesog@me.com0210Pedido 12352040000530398654040.005802BR5914Thales Ogliari6015SAO MIGUEL DO O62070503***63044406';
	const dynamic =
		'00020126740014br.gov.bcb.pix2552payload.psp.com/3ec9d2f9-5f03-4e0e-820d-63a81e769e875204000053039865802BR5914Thales Ogliari6015SAO MIGUEL DO O62070503***63040C64';
	// Paid by fourteen banks (bacen/pix-api, issue 236).
	const paid =
		'00020126580014br.gov.bcb.pix01365a5ea8c2-cbb5-4c25-a7be-2a778871fc5f52040000530398654040.155802BR5911Arrumadinho6008Brasilia62260522e433v1524u155f31mDvx0163045B1E';

	test('are made, character for character', () => {
		expect(made({ key: '123e4567-e12b-12d1-a456-426655440000', amountCents: null, name: 'Fulano de Tal', city: 'BRASILIA' })).toBe(manual);
		const receiver = { name: 'Thales Ogliari', city: 'SAO MIGUEL DO O' };
		expect(made({ ...receiver, key: 'thalesog@me.com', amountCents: 1000, description: 'Pedido 123' })).toBe(withAmount);
		expect(made({ ...receiver, url: 'payload.psp.com/3ec9d2f9-5f03-4e0e-820d-63a81e769e87', once: false })).toBe(dynamic);
		expect(
			made({
				key: '5a5ea8c2-cbb5-4c25-a7be-2a778871fc5f',
				amountCents: 15,
				txid: 'e433v1524u155f31mDvx01',
				name: 'Arrumadinho',
				city: 'Brasilia'
			})
		).toBe(paid);
	});
	test('are read', () => {
		expect(readPix(`\n${manual} `)).toEqual({
			ok: true,
			kind: 'static',
			key: '123e4567-e12b-12d1-a456-426655440000',
			keyKind: 'random',
			description: null,
			amountCents: null,
			name: 'Fulano de Tal',
			city: 'BRASILIA',
			txid: null,
			once: false,
			recurrenceUrl: null
		});
		expect(readPix(withAmount)).toMatchObject({ kind: 'static', keyKind: 'email', description: 'Pedido 123', amountCents: 1000 });
		expect(readPix(zeroAmount)).toMatchObject({ kind: 'static', amountCents: null });
		expect(readPix(dynamic)).toMatchObject({ kind: 'dynamic', url: 'payload.psp.com/3ec9d2f9-5f03-4e0e-820d-63a81e769e87', txid: null });
		expect(readPix(paid)).toMatchObject({ amountCents: 15, txid: 'e433v1524u155f31mDvx01' });
	});
});

describe('reading', () => {
	const account = writeTlv([
		['00', 'BR.GOV.BCB.PIX'],
		['25', 'pix.example.com/qr/93598be0-1bd0-4997-8318-81776a1d8a99']
	]);
	const fields: readonly (readonly [string, string])[] = [
		['00', '01'],
		['01', '12'],
		['26', account],
		['52', '0000'],
		['53', '986'],
		['58', 'BR'],
		['59', 'EMPRESA'],
		['60', 'SAO PAULO'],
		['62', '0503***']
	];
	const without = (id: string) => sealed(writeTlv(fields.filter(([f]) => f !== id)));
	const withValue = (id: string, value: string) => sealed(writeTlv(fields.map(([f, v]) => (f === id ? [f, value] : [f, v]))));

	test('a code that is paid once; the arrangement in capitals is the same', () => {
		expect(readPix(sealed(writeTlv(fields)))).toMatchObject({ ok: true, kind: 'dynamic', once: true });
	});
	test('names the field that is missing or wrong', () => {
		for (const id of ['26', '52', '53', '58', '59', '60', '62']) expect(why(readPix(without(id)))).toBe(`pix_field_missing ${id}`);
		expect(why(readPix(withValue('53', '840')))).toBe('pix_field_invalid 53');
		expect(why(readPix(withValue('58', 'US')))).toBe('pix_field_invalid 58');
		expect(why(readPix(withValue('62', '0603abc')))).toBe('pix_field_missing 62-05');
		expect(why(readPix(withValue('62', writeTlv([['05', 'a b']]))))).toBe('pix_field_invalid 62-05');
		expect(why(readPix(withValue('26', '0014br.gov.bcb.pix')))).toBe('pix_field_missing 26-01');
		expect(why(readPix(withValue('26', '0014br.gov.bcb.pix0103abc')))).toBe('pix_field_invalid 26-01');
		expect(why(readPix(withValue('26', '0014br.gov.bcb.pix2508https://')))).toBe('pix_field_invalid 26-25');
		expect(why(readPix(withValue('26', '0012com.example.0101x')))).toBe('pix_field_missing 26');
		for (const amount of ['1,50', '-1.00', '1.234', 'abc', '12345678901.00'])
			expect(why(readPix(sealed(writeTlv([...fields, ['54', amount]]))))).toBe('pix_field_invalid 54');
		for (const [amount, cents] of [
			['10', 1000],
			['10.5', 1050],
			['0.01', 1]
		] as const)
			expect(readPix(sealed(writeTlv([...fields, ['54', amount]])))).toMatchObject({ amountCents: cents });
	});
	test('says from which character on a text is no code', () => {
		expect(why(readPix(''))).toBe('pix_unreadable 1');
		expect(why(readPix('boleto'))).toBe('pix_unreadable 1');
		expect(why(readPix('00020126'))).toBe('pix_unreadable 7');
		expect(why(readPix('000201260014'))).toBe('pix_unreadable 7');
		expect(why(readPix('000201000201'))).toBe('pix_unreadable 7');
		expect(why(readPix(writeTlv(fields)))).toBe('pix_field_missing 63');
		expect(why(readPix(`${writeTlv(fields)}63040000`))).toBe('pix_crc');
	});
	test('a PIX beside another arrangement, and a recurrence, are found', () => {
		const both = fields.flatMap(([id, value]) =>
			id === '26'
				? ([
						['26', '0011com.example'],
						['27', value]
					] as const)
				: ([[id, value]] as const)
		);
		expect(readPix(sealed(writeTlv(both)))).toMatchObject({ ok: true, kind: 'dynamic', recurrenceUrl: null });
		const recurrence = writeTlv([
			['00', 'br.gov.bcb.pix'],
			['25', 'psp.com/rec/1']
		]);
		expect(readPix(sealed(writeTlv([...fields, ['80', recurrence]])))).toMatchObject({ recurrenceUrl: 'psp.com/rec/1' });
	});
});

const random = fc
	.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
	.map((stream) => () => stream.next().value as number);
const key = fc.oneof(
	random.map(randomCpf),
	random.map(randomCnpj),
	random.map(randomAlphanumericCnpj),
	fc.uuid(),
	fc.stringMatching(/^\+55[1-9]{2}9[0-9]{8}$/),
	fc.stringMatching(/^[a-z0-9.]{1,20}@[a-z0-9]{1,15}\.com\.br$/)
);
const word = fc.stringMatching(/^[A-Za-z]{1,12}$/);
const receiver = fc.record({ name: word, city: word });
const staticPix = fc.record({
	key,
	amountCents: fc.option(fc.integer({ min: 1, max: 999_999_999_999 })),
	description: fc.stringMatching(/^[A-Za-z0-9]{1,20}$/),
	txid: fc.stringMatching(/^[A-Za-z0-9]{1,25}$/)
});

describe('making', () => {
	test('what is made is read', () => {
		fc.assert(
			fc.property(staticPix, receiver, (pix, receiver) => {
				expect(readPix(made({ ...pix, ...receiver }))).toMatchObject({ ok: true, kind: 'static', once: false, ...pix, ...receiver });
			}),
			{ numRuns: 2_000 }
		);
		fc.assert(
			fc.property(fc.stringMatching(/^[a-z]{1,10}\.com\.br\/[A-Za-z0-9/-]{1,50}$/), fc.boolean(), receiver, (url, once, receiver) => {
				expect(readPix(made({ url, once, ...receiver }))).toMatchObject({ ok: true, kind: 'dynamic', url, once, txid: null, ...receiver });
			}),
			{ numRuns: 1_000 }
		);
	});
	test('one character changed is always noticed', () => {
		fc.assert(
			fc.property(staticPix, receiver, fc.nat(), fc.stringMatching(/^[A-Za-z0-9.]$/), (pix, receiver, place, other) => {
				const code = made({ ...pix, ...receiver });
				const at = place % code.length;
				// The four last are hexadecimal, in either case.
				fc.pre(code[at] !== other && !(at >= code.length - 4 && code[at]?.toLowerCase() === other));
				expect(readPix(code.slice(0, at) + other + code.slice(at + 1)).ok).toBe(false);
			}),
			{ numRuns: 5_000 }
		);
	});
	test('names and cities are folded and cut, whatever is typed', () => {
		expect(merchantText('SÃO MIGUÉL DO OESTE', 15)).toBe('SAO MIGUEL DO');
		expect(merchantText('São José dos Pinhais', 15)).toBe('Sao Jose dos');
		expect(merchantText('Pindamonhangaba', 15)).toBe('Pindamonhangaba');
		expect(merchantText('Itaquaquecetuba do Sul', 15)).toBe('Itaquaquecetuba');
		expect(merchantText('Provedor “Águia” & Cia. – Ltda', 25)).toBe('Provedor Aguia & Cia.');
		expect(merchantText('日本', 25)).toBe('');
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }), (name, city) => {
				const result = makeDynamicPix({ url: 'psp.com.br/x', name, city });
				if (!result.ok) expect(result.code).toBe('field_required');
				else {
					const read = readPix(result.code);
					expect(read.ok && read.name.length <= 25 && read.city.length <= 15).toBe(true);
				}
			}),
			{ numRuns: 1_000 }
		);
	});
	test('limits of the fields', () => {
		const right: StaticPix = { key: 'a@b.com', amountCents: 100, name: 'N', city: 'C' };
		expect(why(makeStaticPix({ ...right, key: '12345678900' }))).toBe('pix_key_invalid');
		for (const amountCents of [0, -1, 1.5, 1_000_000_000_000]) expect(why(makeStaticPix({ ...right, amountCents }))).toBe('amount_invalid');
		for (const txid of ['', 'a-b', 'a'.repeat(26), '***']) expect(why(makeStaticPix({ ...right, txid }))).toBe('pix_txid_invalid 25');
		expect(makeStaticPix({ ...right, description: 'x'.repeat(66) }).ok).toBe(true);
		expect(why(makeStaticPix({ ...right, description: 'x'.repeat(67) }))).toBe('field_too_long 66 67');
		const longest = `${'a'.repeat(65)}@bbbbbbb.com`;
		expect(longest).toHaveLength(77);
		expect(makeStaticPix({ ...right, key: longest }).ok).toBe(true);
		expect(why(makeStaticPix({ ...right, key: `a${longest}` }))).toBe('pix_key_invalid');
		expect(why(makeStaticPix({ ...right, key: longest, description: 'x' }))).toBe('field_too_long 0 1');
		expect(why(makeStaticPix({ ...right, name: '“”' }))).toBe('field_required');
		for (const url of ['https://psp.com/x', 'psp.com', 'psp.com/', 'psp.com/a b', `psp.com/${'x'.repeat(70)}`])
			expect(why(makeDynamicPix({ url, name: 'N', city: 'C' }))).toBe('pix_url_invalid');
		expect(isPixUrl(`psp.com/${'x'.repeat(69)}`)).toBe(true);
		expect([isStaticTxid('a'.repeat(25)), isStaticTxid('a'.repeat(26))]).toEqual([true, false]);
		expect([25, 26, 35, 36].map((n) => isChargeTxid('a'.repeat(n)))).toEqual([false, true, true, false]);
	});
});

describe('keys', () => {
	test.each([
		['52998224725', 'cpf'],
		['11222333000181', 'cnpj'],
		['12ABC34501DE35', 'cnpj'],
		['+5541999990000', 'phone'],
		['+554133330000', 'phone'],
		['fulano@example.com', 'email'],
		['123e4567-e12b-12d1-a456-426655440000', 'random'],
		['52998224726', null],
		['529.982.247-25', null],
		['41999990000', null],
		['+15551234567', null],
		['Fulano@example.com', null],
		['fulano@example', null],
		['123E4567-e12b-12d1-a456-426655440000', null],
		['', null]
	])('%s is %s', (key, kind) => expect(pixKeyKind(key)).toBe(kind));
	test('what people type becomes what DICT holds', () => {
		expect(
			[
				' 529.982.247-25 ',
				'11.222.333/0001-81',
				'12.abc.345/01de-35',
				'+55 (41) 99999-0000',
				'Fulano@Example.com',
				'123E4567-E12B-12D1-A456-426655440000'
			].map((text) => pixKeyKind(normalisePixKey(text)))
		).toEqual(['cpf', 'cnpj', 'cnpj', 'phone', 'email', 'random']);
		// Eleven digits may be a telephone or a wrong CPF: not guessed.
		expect(pixKeyKind(normalisePixKey('(41) 99999-0000'))).toBeNull();
	});
});

test('fields of 1 to 99 characters are written and read; the rest is an error or a place', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.tuple(fc.stringMatching(/^[0-9]{2}$/), fc.string({ minLength: 1, maxLength: 99 })), { selector: ([id]) => id }),
			(fields) => {
				expect(readTlv(writeTlv(fields))).toEqual(new Map(fields));
			}
		)
	);
	expect(() => writeTlv([['00', '']])).toThrow(RangeError);
	expect(() => writeTlv([['00', 'x'.repeat(100)]])).toThrow(RangeError);
	expect(readTlv('0001a0000')).toBe(5);
});
