import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { imageName } from './image.ts';
import { foundations } from './settings.ts';

const root = new URL('../../../../', import.meta.url);
const squeezed = (sql: string) => sql.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').replaceAll('or replace ', '').trim().replace(/;$/, '');

describe('the foundations of a replica', () => {
	it('are those of the centre, so that both fold alike', async () => {
		const migration = await readFile(new URL('migrations/0000_foundations.sql', root), 'utf8');
		const central = migration.split('--> statement-breakpoint').map(squeezed);
		for (const statement of foundations) expect(central).toContain(squeezed(statement));
	});

	it('have an image named after the engine it fits', async () => {
		const { dependencies } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { dependencies: Record<string, string> };
		expect(imageName).toContain(`pglite-${dependencies['@electric-sql/pglite']}-`);
	});
});
