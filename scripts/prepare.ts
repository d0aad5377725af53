/**
 * Makes what is generated and not committed, so that an editor, `npm run check` and the tests find it: messages and
 * SvelteKit's types. npm calls it after every install, also after one without development packages: then there is
 * nothing to do, and nothing to complain about.
 */
import { compileMessages } from './lib/messages.ts';
import { isInstalled, runTool, tool } from './lib/tool.ts';

if (isInstalled('@inlang/paraglide-js')) await compileMessages();
if (tool('svelte-kit')) {
	const { code } = await runTool('svelte-kit', ['sync']);
	if (code !== 0) process.exit(code);
}
