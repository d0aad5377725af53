import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { randomFor } from '#lib/demo/random.ts';
import { CheckedOpfsAhpFS } from './checked-opfs-ahp.ts';

/** The browser's private files, in memory: as much of them as the pool of handles uses. */
class Files {
	readonly contents = new Map<string, Uint8Array>();
	sizesAsked = 0;
	full = false;

	getDirectoryHandle = (): Promise<this> => Promise.resolve(this);
	getFileHandle = (name: string): Promise<{ name: string; createSyncAccessHandle: () => Promise<unknown> }> =>
		Promise.resolve({ name, createSyncAccessHandle: () => Promise.resolve(this.#handle(name)) });
	removeEntry = (name: string): Promise<void> => Promise.resolve(void this.contents.delete(name));

	#handle(name: string) {
		const bytes = (): Uint8Array => this.contents.get(name) ?? new Uint8Array();
		const resize = (length: number): void => {
			const resized = new Uint8Array(length);
			resized.set(bytes().subarray(0, length));
			this.contents.set(name, resized);
		};
		return {
			getSize: () => ((this.sizesAsked += 1), bytes().length),
			read: (into: Uint8Array, { at }: { at: number }) => {
				const part = bytes().subarray(at, at + into.byteLength);
				new Uint8Array(into.buffer ?? into).set(part);
				return part.length;
			},
			write: (from: Uint8Array, { at }: { at: number }) => {
				const written = this.full ? Math.floor(from.length / 2) : from.length;
				if (at + written > bytes().length) resize(at + written);
				bytes().set(from.subarray(0, written), at);
				return written;
			},
			truncate: resize,
			flush: () => undefined,
			close: () => undefined
		};
	}
}

let files: Files;
let fs: CheckedOpfsAhpFS;
beforeEach(async () => {
	files = new Files();
	vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(files) } });
	vi.stubGlobal('addEventListener', () => undefined);
	vi.stubGlobal('removeEventListener', () => undefined);
	fs = new CheckedOpfsAhpFS('test', { mustExist: false, initialPoolSize: 30, maintainedPoolSize: 20 });
	await fs.init({} as never, {});
});
afterEach(() => void vi.unstubAllGlobals());

/** How long the file really is. */
function truth(path: string): number {
	const node = fs.state.root.children[path.slice(1)];
	if (node?.type !== 'file') throw new Error(`${path} is no file`);
	return files.contents.get(node.backingFilename)?.length ?? 0;
}

test('what is said of a file’s length is its length, whatever was done to it', () => {
	for (const seed of [1, 2, 3, 4]) {
		const random = randomFor(seed, 'files', 0);
		const int = (below: number): number => Math.floor(random() * below);
		const open = new Map<number, string>();
		const paths = (): string[] => Object.keys(fs.state.root.children).map((name) => `/${name}`);
		const some = (): string | undefined => paths()[int(paths().length)];
		let made = 0;
		for (let step = 0; step < 800; step++) {
			const path = some();
			const [fd] = [...open.keys()].slice(int(open.size || 1));
			files.full = int(20) === 0;
			const doing = int(9);
			if (doing === 0 && paths().length < 12) fs.writeFile(`/${seed}-${made++}`, new Uint8Array(int(9_000)));
			else if (doing === 1 && path) fs.writeFile(path, new Uint8Array(int(9_000)));
			else if (doing === 2 && path) open.set(fs.open(path), path);
			else if (doing === 3 && fd !== undefined) {
				fs.close(fd);
				open.delete(fd);
			} else if (doing === 4 && path) fs.truncate(path, int(12_000));
			else if (doing === 5 && path && ![...open.values()].includes(path)) fs.unlink(path);
			else if (doing === 6 && path) {
				const to = int(2) ? `/${seed}-${made++}` : some()!;
				if (path !== to && ![...open.values()].some((one) => one === path || one === to)) fs.rename(path, to);
			} else if (fd !== undefined) fs.write(fd, new Uint8Array(9_000), int(500), int(8_000), int(20_000));
			const wrong = [
				...paths().filter((one) => fs.lstat(one).size !== truth(one)),
				...[...open].filter(([one, of]) => fs.fstat(one).size !== truth(of)).map(([, of]) => of)
			];
			if (wrong.length > 0) expect(wrong, `seed ${seed}, step ${step}`).toEqual([]);
		}
		expect(made, 'files made').toBeGreaterThan(10);
		for (const one of open.keys()) fs.close(one);
		for (const one of paths()) fs.unlink(one);
	}
});

test('the browser is asked once for a file that is only read and added to', () => {
	fs.writeFile('/t', new Uint8Array(8_192));
	const fd = fs.open('/t');
	fs.fstat(fd);
	const before = files.sizesAsked;
	for (let block = 1; block < 50; block++) {
		fs.write(fd, new Uint8Array(8_192), 0, 8_192, block * 8_192);
		expect(fs.fstat(fd).size).toBe((block + 1) * 8_192);
	}
	expect(files.sizesAsked).toBe(before);
	expect(fs.lstat('/t')).toMatchObject({ blksize: 4_096, blocks: 100, mode: 32_768 });
});
