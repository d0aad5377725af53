import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		}),
		sveltekit()
	],
	// The engine finds its wasm by `new URL(…, import.meta.url)`, which pre-bundling would break.
	optimizeDeps: { exclude: ['@electric-sql/pglite'] },
	worker: { format: 'es' },
	build: {
		target: 'es2023',
		// The first browsers with light-dark(). For older ones the minifier would rewrite it into something that does not follow
		// `color-scheme` when the theme is changed by a person.
		cssTarget: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
		chunkSizeWarningLimit: 4096
	},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['src/**/*.test.ts', 'sync-server/**/*.test.ts', 'scripts/**/*.test.ts'],
					exclude: ['**/*.pg.test.ts', '**/*.web.test.ts', 'node_modules/**'],
					// Properties over whole worlds, on a shared CI machine that may be half as fast.
					testTimeout: 30_000
				}
			},
			{
				extends: true,
				test: {
					name: 'pg',
					environment: 'node',
					include: ['src/**/*.pg.test.ts', 'sync-server/**/*.pg.test.ts', 'scripts/**/*.pg.test.ts'],
					globalSetup: ['./sync-server/testing/postgres-setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 120_000,
					// Sockets, kills and stalls on a shared CI machine: a second try, reported by Vitest.
					retry: process.env.CI ? 2 : 0,
					maxWorkers: 2
				}
			}
		]
	}
});
