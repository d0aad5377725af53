import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { imageName } from './image.ts';

const root = new URL('../../../../', import.meta.url);

describe('the prepared image', () => {
	it('is named after the engine that it fits', async () => {
		const { dependencies } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { dependencies: Record<string, string> };
		expect(imageName).toContain(`pglite-${dependencies['@electric-sql/pglite']}-`);
	});
});
