import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { signature } from './signature.ts';

const at = new Date('2026-11-22T12:00:00Z');
const body = '{"id": "1", "event": "customer.updated", "changed": ["city"]}';

it('is checked by the lines that docs/api.md gives to receivers', async () => {
	const lines = /### Checking the signature[^]*?```js\n([^]*?)```/.exec(readFileSync('docs/api.md', 'utf8'))![1]!;
	const folder = mkdtempSync(join(tmpdir(), 'balcao-signature-'));
	const file = join(folder, 'receiver.mjs');
	writeFileSync(file, `${lines}\nexport { isOurs };`);
	const { isOurs } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
		isOurs: (secret: string, header: string | undefined, body: string, now: number) => boolean;
	};
	rmSync(folder, { recursive: true });
	const header = signature('whsec_a', body, at);
	const now = at.getTime() + 60_000;
	expect(isOurs('whsec_a', header, body, now)).toBe(true);
	expect(isOurs('whsec_b', header, body, now)).toBe(false);
	expect(isOurs('whsec_a', header, `${body} `, now)).toBe(false);
	expect(isOurs('whsec_a', header.replace(/t=\d/, 't=2'), body, now)).toBe(false);
	expect(isOurs('whsec_a', header, body, now + 600_000)).toBe(false); // recorded and sent again later
	expect(isOurs('whsec_a', undefined, body, now)).toBe(false);
});
