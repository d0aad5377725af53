import { expect, it } from 'vitest';
import type { Projection } from '../projection.ts';
import { Loader } from './loader.ts';
import type { ReplicaStore } from './store.ts';

const rows = 20_000;
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

it('[L3] an aborted run that is still copying a page in does not have the next run copy it again', async () => {
	const pages = [0, 1, 2].map((page) => Array.from({ length: page === 2 ? 3 : rows }, (_, i) => id(page * rows + i)));
	const copied: string[] = [];
	let inCopy: () => void = () => undefined;
	let release: () => void = () => undefined;
	const copying = new Promise<void>((done) => (inCopy = done));
	const held = new Promise<void>((done) => (release = done));
	const p = { name: 'customer', essential: true } as Projection;
	const store = {
		projections: [p],
		async copyPage(_: Projection, blob: Blob) {
			if (copied.length === 0) {
				inCopy();
				await held;
			}
			copied.push(...(await blob.text()).trimEnd().split('\n'));
		},
		finishTable: async () => undefined
	} as unknown as ReplicaStore;
	let done = 0;
	const loader = new Loader(
		{
			store,
			fetchPage: async (path, signal) => {
				signal.throwIfAborted();
				const after = new URL(path, 'http://x').searchParams.get('after');
				const page = after === null ? 0 : pages.findIndex((ids) => ids.at(-1) === after) + 1;
				return new Response(pages[page]!.map((x) => `${x}\n`).join(''));
			},
			exclusive: (work) => work(),
			progress: () => undefined,
			tableDone: () => void done++
		},
		{ cursor: 'c', epoch: 'e', audience: 'a' }
	);
	const first = new AbortController();
	const failed = loader.run(first.signal).catch((error: unknown) => error);
	await copying;
	first.abort();
	const second = loader.run(new AbortController().signal);
	release();
	expect(await failed).toMatchObject({ name: 'AbortError' });
	await second;
	expect(copied).toEqual(pages.flat());
	expect(done).toBe(1);
});
