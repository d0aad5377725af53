import { describe, expect, test } from 'vitest';
import { checkDocument, descriptionLimit, normaliseDocument } from './document.ts';
import { contentMatches, fileTypes, previewOf, typeOfName } from './file-type.ts';
import { checkFile, normaliseFileName, partAt, partBytes, sizeWords } from './upload.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

test('description is mandatory, both have a limit, and empty is null', () => {
	expect(normaliseDocument({ description: '  Contrato \n assinado ', remark: ' ' })).toEqual({
		description: 'Contrato assinado',
		remark: null
	});
	expect(checkDocument({ description: null, remark: null })).toMatchObject([{ code: 'field_required', field: 'description' }]);
	expect(checkDocument({ description: 'x'.repeat(descriptionLimit + 1), remark: 'y'.repeat(4001) })).toMatchObject([
		{ code: 'field_too_long', field: 'description' },
		{ code: 'field_too_long', field: 'remark' }
	]);
	expect(checkDocument({ description: 'Contrato', remark: 'ok' })).toEqual([]);
});

describe('files', () => {
	const limit = 25 * 1024 * 1024;
	test.each([
		[{ fileName: 'contrato.pdf', bytes: 1 }, null],
		[{ fileName: 'contrato.pdf', bytes: limit }, null],
		[{ fileName: 'contrato.pdf', bytes: limit + 1 }, 'file_too_large'],
		[{ fileName: 'contrato.pdf', bytes: 0 }, 'file_empty'],
		[{ fileName: 'virus.exe', bytes: 1 }, 'file_type_refused'],
		[{ fileName: 'pagina.html', bytes: 1 }, 'file_type_refused'],
		[{ fileName: 'desenho.svg', bytes: 1 }, 'file_type_refused'],
		[{ fileName: 'contrato.pdf.exe', bytes: 1 }, 'file_type_refused'],
		[{ fileName: 'sem ponto', bytes: 1 }, 'file_type_refused'],
		[{ fileName: null, bytes: 1 }, 'field_required'],
		[{ fileName: `${'x'.repeat(200)}.pdf`, bytes: 1 }, 'field_too_long']
	])('%o', (file, code) => {
		expect(checkFile(file, limit)?.code ?? null).toBe(code);
	});

	test('a name is only the name', () => {
		expect(normaliseFileName('C:\\fotos\\casa.JPG')).toBe('casa.JPG');
		expect(normaliseFileName('../../etc/passwd')).toBe('passwd');
		expect(normaliseFileName('a/')).toBeNull();
		expect(typeOfName('casa.JPG')?.mediaType).toBe('image/jpeg');
	});

	test.each([
		['image/png', '\x89PNG\r\n\x1a\n', true],
		['image/png', '<html><script>', false],
		['image/jpeg', '\xff\xd8\xff\xe0', true],
		['image/gif', 'GIF89a', true],
		['image/webp', 'RIFF0000WEBP', true],
		['application/pdf', '%PDF-1.7', true],
		['application/pdf', 'MZ\x90', false],
		['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK\x03\x04', true],
		['application/vnd.oasis.opendocument.text', `PK\x03\x04${'0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.text`, true],
		['application/vnd.oasis.opendocument.text', 'PK\x03\x04', false],
		['application/msword', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', true],
		['application/msword', 'PK\x03\x04', false],
		['text/plain', 'Olá, São Paulo\r\n', true],
		['text/plain', 'a\0b', false],
		['text/html', '<html>', false]
	])('%s that begins with %j: %s', (mediaType, head, matches) => {
		expect(contentMatches(mediaType, bytes(head))).toBe(matches);
	});

	test('no type is kept that a browser would run, and each ending has one type', () => {
		expect(fileTypes.filter((one) => /html|svg|xml$|script/.test(one.mediaType))).toEqual([]);
		const endings = fileTypes.flatMap((one) => one.extensions);
		expect(new Set(endings).size).toBe(endings.length);
		expect([previewOf('image/png'), previewOf('application/pdf'), previewOf('image/tiff'), previewOf('text/csv')]).toEqual([
			'image',
			'pdf',
			null,
			null
		]);
	});

	test('parts are equal but the last', () => {
		expect([partAt(0, 10), partAt(0, partBytes * 2), partAt(partBytes, partBytes + 3)]).toEqual([10, partBytes, 3]);
	});

	test('sizes in words', () => {
		expect([sizeWords(0, 'pt-BR'), sizeWords(812_345, 'pt-BR'), sizeWords(3_420_000, 'pt-BR'), sizeWords(999_600, 'en')]).toEqual([
			'0 B',
			'812 kB',
			'3,4 MB',
			'1 MB'
		]);
	});
});
