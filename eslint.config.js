import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	{
		ignores: [
			'build/',
			'data/',
			'.svelte-kit/',
			'node_modules/',
			'src/lib/paraglide/',
			'static/',
			'test-results/',
			'playwright-report/',
			'coverage/'
		]
	},
	js.configs.recommended,
	tseslint.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: { allowDefaultProject: ['*.cjs'] },
				extraFileExtensions: ['.svelte'],
				tsconfigRootDir: import.meta.dirname
			}
		},
		rules: {
			// TypeScript knows better than eslint what exists.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }
			]
		}
	},
	{
		files: ['**/*.ts', '**/*.svelte'],
		rules: {
			// A promise that nobody waits for loses its error: say `void` where that is meant.
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			eqeqeq: ['error', 'always', { null: 'ignore' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
		rules: {
			// Addresses come from src/lib/links.ts, and the application is always at the root of its host.
			'svelte/no-navigation-without-resolve': 'off',
			// It cannot tell a Date that is only read from one that is changed.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		// Rules are pure: time, ids and randomness come in as arguments.
		files: ['src/lib/domain/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'The domain is given the time as an argument.' },
				{ object: 'Math', property: 'random', message: 'The domain is given randomness as an argument.' },
				{ object: 'crypto', property: 'randomUUID', message: 'The domain is given ids as arguments.' }
			],
			'no-restricted-syntax': [
				'error',
				{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain is given the time as an argument.' }
			]
		}
	},
	{ files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } }
);
