import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A missing reader fails the test, here and in CI: a boleto that no scanner was asked about is not proven. */
function require_(program: 'zbarimg' | 'pdftoppm', debianPackage: string): void {
	if (spawnSync(program, ['--version'], { stdio: 'ignore' }).error)
		throw new Error(
			`${program} is missing, and boletos cannot be proven without it: install it with "apt-get install ${debianPackage}" (macOS: "brew install ${program === 'zbarimg' ? 'zbar' : 'poppler'}").`
		);
}

/** What a scanner reads in a picture: the digits of each barcode, and the text of each QR code; sorted, as often as they are seen. */
export interface Scanned {
	readonly bars: readonly string[];
	readonly codes: readonly string[];
}

/** Reads a picture (PNG) with zbar, looking for nothing but what a boleto has. */
export async function scanPng(png: Uint8Array): Promise<Scanned> {
	require_('zbarimg', 'zbar-tools');
	return inFolder(async (folder) => {
		await writeFile(join(folder, 'page.png'), png);
		return zbar(join(folder, 'page.png'));
	});
}

/** Each page of a PDF, drawn at `dpi` by poppler and read with zbar. Below 150 dpi no reader can tell the bars apart. */
export async function scanPdf(pdf: Uint8Array, dpi = 200): Promise<readonly Scanned[]> {
	require_('pdftoppm', 'poppler-utils');
	require_('zbarimg', 'zbar-tools');
	return inFolder(async (folder) => {
		await writeFile(join(folder, 'file.pdf'), pdf);
		await run('pdftoppm', ['-r', String(dpi), '-png', join(folder, 'file.pdf'), join(folder, 'page')]);
		const pages = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
		const read: Scanned[] = [];
		for (const page of pages) read.push(await zbar(join(folder, page)));
		return read;
	});
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'balcao-scan-'));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function zbar(file: string): Promise<Scanned> {
	const { stdout } = await run('zbarimg', ['-q', '--nodbus', '-Sdisable', '-Si25.enable', '-Sqr.enable', file]).catch((error: unknown) => {
		// 4: the picture was read, and there is no code in it.
		if ((error as { code?: unknown }).code === 4) return { stdout: '' };
		throw error;
	});
	const lines = stdout.split('\n').filter((line) => line !== '');
	const of = (kind: string): string[] => lines.flatMap((line) => (line.startsWith(`${kind}:`) ? [line.slice(kind.length + 1)] : [])).sort();
	return { bars: of('I2/5'), codes: of('QR-Code') };
}
