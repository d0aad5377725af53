/**
 * `npm test`: every suite, or the ones that are named (`npm test -- unit pg`). Ends with a line `N passed, N failed`
 * and fails when a test failed, when a suite broke, or when a suite ran no test at all.
 */
import { ensureBuild } from '../sync-server/launcher/production-build.ts';
import { ensureChromium } from './lib/chromium.ts';
import { compileMessages } from './lib/messages.ts';
import { type Result, runPlaywright, runVitest } from './lib/suites.ts';
import { root, runTool } from './lib/tool.ts';

const suites: Readonly<Record<string, () => Promise<Result>>> = {
	unit: () => runVitest('unit'),
	pg: () => runVitest('pg'),
	async e2e() {
		const broken: Result = { suite: 'e2e', passed: 0, failed: 1, skipped: 0 };
		const chromium = await ensureChromium();
		if (!chromium) return broken;
		try {
			await ensureBuild(root, { signal: new AbortController().signal, log: console.log });
		} catch (error) {
			console.error((error as Error).message);
			return broken;
		}
		return runPlaywright(chromium);
	}
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) {
	console.error(`There is no suite ${unknown.join(', ')}: choose from ${Object.keys(suites).join(', ')}.`);
	process.exit(2);
}

await compileMessages();
await runTool('svelte-kit', ['sync'], { quiet: true });

const results: Result[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(suites)) {
	console.log(`\n── ${name} ──`);
	results.push(await suites[name]!());
}

console.log('');
for (const { suite, passed, failed, skipped } of results)
	console.log(`${suite.padEnd(6)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
const sum = (what: 'passed' | 'failed'): number => results.reduce((total, result) => total + result[what], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
