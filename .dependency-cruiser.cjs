/**
 * The arrows of ARCHITECTURE.md: who may import whom. `npm run check -- arrows`.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const ours = '^(src|sync-server|scripts|bench|e2e)/';
const tests = '\\.(test|spec)\\.ts$|/testing/';
/** Runs in Node: endpoints, hooks, and what they call. */
const onTheServer = '^src/lib/(server|demo)/|^src/hooks\\.server\\.ts$|\\+(server|page\\.server|layout\\.server)\\.ts$';
/** Where the product is put together: it may know everything. */
const assembly = '^sync-server/(centre\\.ts|start\\.ts|launcher/)';

module.exports = {
	forbidden: [
		{
			name: 'domain-imports-nothing-of-ours',
			comment: 'Rules are pure: no framework, no table, no clock. Take what they need as an argument.',
			severity: 'error',
			from: { path: '^src/lib/domain/', pathNot: tests },
			to: { path: ours, pathNot: '^src/lib/domain/' }
		},
		{
			name: 'domain-does-no-io',
			comment: 'No file, no socket, no database under src/lib/domain/.',
			severity: 'error',
			from: { path: '^src/lib/domain/', pathNot: tests },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'engine-knows-no-business',
			comment: 'src/lib/sync/ and sync-server/ are given tables, mutators and rights; sync-server/centre.ts gives them.',
			severity: 'error',
			from: { path: '^(src/lib/sync|sync-server)/', pathNot: `${assembly}|${tests}` },
			to: { path: '^src/', pathNot: '^src/lib/(sync/|replica/contract\\.ts$)' }
		},
		{
			name: 'nothing-imports-routes',
			comment: 'A route is where things meet. Move what is shared to src/lib/.',
			severity: 'error',
			from: { pathNot: '^src/routes/|\\.svelte-kit/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'browser-never-imports-the-server',
			comment: 'A page or the replica would bring passwords, pools and Node along.',
			severity: 'error',
			from: { path: '^src/', pathNot: `${onTheServer}|${tests}|\\.d\\.ts$` },
			to: { path: '^(sync-server/|src/lib/server/|src/lib/demo/)' }
		},
		{
			name: 'browser-has-no-node',
			comment: 'Only the headless replica and the server run in Node.',
			severity: 'error',
			from: { path: '^src/', pathNot: `${onTheServer}|${tests}|^src/lib/replica/headless/|^src/lib/replica/storage/.*(node|file)` },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'product-does-not-import-tools',
			severity: 'error',
			from: { path: '^(src|sync-server)/', pathNot: tests },
			to: { path: '^(scripts|bench|e2e)/' }
		},
		{
			name: 'no-circle',
			comment: 'Two files that need each other are one file, or three.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'resolvable',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^\\$(app|env|service-worker)|\\$types|paraglide|^@lucide/' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules|src/lib/paraglide' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.svelte', '.json']
		}
	}
};
