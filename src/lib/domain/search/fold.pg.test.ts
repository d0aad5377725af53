import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { fold } from './fold.ts';

const texts = [
	'ÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÇÑÝŸ',
	'João D’Ávila & Cia. 12-A',
	'ΟΔΥΣΣΕΥΣ Straße İSTANBUL',
	'',
	' \n\t',
	'😀 𝔄𝔅',
	'e\u0301',
	// Latin, Greek and Cyrillic, letter by letter; what is in people's names and what they paste.
	...Array.from({ length: 0x0530 - 0x20 }, (_, i) => String.fromCodePoint(i + 0x20))
];

let db: FreshDatabase;
beforeAll(async () => {
	db = await freshDatabase();
});
afterAll(() => db.drop());

test('fold() is the SQL function of the centre, character for character', async () => {
	const { rows } = await db.pool.query<{ t: string; folded: string }>('select t, fold(t) as folded from unnest($1::text[]) t', [texts]);
	expect(rows.length).toBe(texts.length);
	expect(rows.filter((r) => fold(r.t) !== r.folded).map((r) => [r.t, r.folded, fold(r.t)])).toEqual([]);
});

test('and of the replica, for every letter that is folded', async () => {
	const pg = new PGlite();
	const [definition] = (await db.pool.query<{ sql: string }>(`select pg_get_functiondef('fold(text)'::regprocedure) as sql`)).rows;
	await pg.exec(definition?.sql ?? '');
	const { rows } = await pg.query<{ t: string; folded: string }>('select t, fold(t) as folded from unnest($1::text[]) t', [texts]);
	expect(rows.filter((r) => fold(r.t) !== r.folded).map((r) => [r.t, r.folded, fold(r.t)])).toEqual([]);
	await pg.close();
});
