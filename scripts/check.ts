/**
 * `npm run check`: types, lint, format, import arrows, unused code. Runs all of them, also after one failed, and says
 * which did. Name some to run only those: `npm run check -- lint format`.
 */
import { compileMessages } from './lib/messages.ts';
import { runTool } from './lib/tool.ts';

const checks: Readonly<Record<string, readonly [tool: string, ...args: string[]]>> = {
	types: ['svelte-check', '--tsconfig', './tsconfig.json', '--output', 'human', '--fail-on-warnings'],
	lint: ['eslint', '.', '--max-warnings', '0'],
	format: ['prettier', '--check', '--log-level', 'warn', '.'],
	arrows: ['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'sync-server', 'scripts', 'bench', 'e2e'],
	unused: ['knip', '--no-progress']
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in checks));
if (unknown.length > 0) {
	console.error(`There is no check ${unknown.join(', ')}: choose from ${Object.keys(checks).join(', ')}.`);
	process.exit(2);
}

// What the checks look at is partly generated.
await compileMessages();
const sync = await runTool('svelte-kit', ['sync'], { quiet: true });
if (sync.code !== 0) {
	console.error(sync.output);
	process.exit(1);
}

const failed: string[] = [];
for (const [name, [program, ...args]] of Object.entries(checks)) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	const began = Date.now();
	console.log(`── ${name} ──`);
	const { code } = await runTool(program, args);
	console.log(`${name} ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
	if (code !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
