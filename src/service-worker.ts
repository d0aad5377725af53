/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, prerendered, version } from '$service-worker';

/**
 * Makes the office open without a link: keeps every file of this build and answers each address of the office with the
 * empty shell page, at once and without asking the network. Data never passes through here: /api is left alone.
 */
const scope = self as unknown as ServiceWorkerGlobalScope;

const prefix = 'balcao-';
/** Made at install time, so that caches sort by age. */
const nameOf = (at: number): string => `${prefix}${String(at).padStart(15, '0')}-${version}`;
const shell = '/shell';
/** Addresses that the server draws itself. */
const servedByTheCentre = ['/api/', '/sync/', '/ws/', '/central', '/boleto/'];

interface Precache {
	readonly files: readonly string[];
	readonly pages: readonly string[];
}

/** The list that the build writes; SvelteKit's own leaves out what the engine's worker brings along. */
async function wanted(): Promise<readonly string[]> {
	const response = await fetch('/precache.json', { cache: 'no-store' }).catch(() => null);
	const list = response?.ok ? ((await response.json()) as Precache) : null;
	return list ? [...list.files, ...list.pages] : [...build, ...files, ...prerendered];
}

const ownCaches = async (): Promise<readonly string[]> => (await caches.keys()).filter((name) => name.startsWith(prefix)).sort();

async function install(): Promise<void> {
	const cache = await caches.open(nameOf(Date.now()));
	const keep = async (path: string): Promise<void> => {
		// A file with a hash in its name is the same in every build: most of an update is already here.
		const immutable = path.startsWith('/_app/immutable/');
		const had = immutable ? await caches.match(path) : undefined;
		const response = had ?? (await fetch(path, { cache: immutable ? 'default' : 'reload' }));
		if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
		await cache.put(path, response);
	};
	const queue = [...new Set(await wanted())].filter((path) => path !== shell);
	const some = async (): Promise<void> => {
		for (let path = queue.pop(); path !== undefined; path = queue.pop()) await keep(path);
	};
	await Promise.all(Array.from({ length: 6 }, some));
	// Last: a page is only ever answered from a cache that has everything the page asks for.
	await keep(shell);
	await scope.skipWaiting();
}

/** The build before stays for one more round: a page of it that is still open asks for its own files by and by. */
async function activate(): Promise<void> {
	const names = await ownCaches();
	const ours = names.findLast((name) => name.endsWith(`-${version}`));
	const before = names.findLast((name) => !name.endsWith(`-${version}`));
	await Promise.all(names.filter((name) => name !== ours && name !== before).map((name) => caches.delete(name)));
	await scope.clients.claim();
}

async function newest(path: string): Promise<Response | undefined> {
	for (const name of (await ownCaches()).toReversed()) {
		const found = await (await caches.open(name)).match(path);
		if (found) return found;
	}
	return undefined;
}

scope.addEventListener('install', (event) => {
	event.waitUntil(install());
});
scope.addEventListener('activate', (event) => {
	event.waitUntil(activate());
});
scope.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (
		servedByTheCentre.some((start) => url.pathname.startsWith(start)) ||
		url.pathname === '/precache.json' ||
		url.pathname === '/_app/version.json'
	)
		return;
	const path = request.mode === 'navigate' && !/\.\w+$/.test(url.pathname) ? shell : url.pathname;
	event.respondWith(newest(path).then((found) => found ?? fetch(request)));
});
