import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	preprocess: vitePreprocess(),
	kit: {
		// Its brotli of the 9 MB engine would be most of a build; scripts/lib/compress.ts takes a second.
		adapter: adapter({ out: 'build', precompress: false }),
		// Absolute asset paths: the offline shell answers for every deep link (a relative ./_app would break there).
		paths: { relative: false },
		serviceWorker: { register: false },
		// By content, not by the time of building: nodes with the same files must not send each other's browsers to reload.
		version: { name: process.env.BALCAO_BUILD ?? 'dev' },
		alias: {},
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', 'wasm-unsafe-eval'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self', 'ws:', 'wss:'],
				'worker-src': ['self', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'frame-ancestors': ['none'],
				'form-action': ['self']
			}
		}
	}
};

export default config;
