import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { contactTypeSave } from '#lib/mutators/list/lists.ts';
import { messageTemplateSave } from '#lib/mutators/message-template/save.ts';
import { settingSave } from '#lib/mutators/setting/save.ts';
import { branches, people } from '#lib/mutators/testing/place.ts';
import type { Actor, Mutator } from '#lib/sync/model.ts';
import { settingsHistory, type SettingsHistoryPage } from './settings-history.ts';
import { historySections, settingsTables, type HistorySection } from './settings-tables.ts';
import { actingAs, addUsers, runAs } from './testing/centre.ts';

let database: FreshDatabase;
beforeAll(async () => {
	database = await freshDatabase();
	await database.pool.query(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Assis', 'Assis', 'SP', '18', now(), now())`,
		[branches.north]
	);
	await addUsers(database.pool, [people.mara, people.ana]);
	await database.pool.query(`insert into user_branch (id, user_id, branch_id) values (gen_random_uuid(), $1, $2)`, [
		people.ana.userId,
		branches.north
	]);
});
afterAll(() => database.drop());

const run = <A, R>(mutator: Mutator<A, R>, args: A, actor: Actor = people.mara): Promise<R> => runAs(database.pool, actor, mutator, args);
const list = (
	section: HistorySection,
	actor: Actor = people.mara,
	more: { before?: string | null; limit?: number } = {}
): Promise<SettingsHistoryPage> => actingAs(database.pool, actor, (tx) => settingsHistory(tx, { section, limit: 50, ...more }));

test('(10) each section of the Painel tells who changed which row, when, from what to what', async () => {
	await run(settingSave, { key: 'offlineHours', value: 24 });
	await run(settingSave, { key: 'offlineHours', value: 48 });
	await run(settingSave, { key: 'openTicketOnRecord', value: true });
	const { entries } = await list('variables');
	expect(entries.map(({ operation, rowName, userLogin, ip, changes }) => [operation, rowName, userLogin, ip, changes.value])).toEqual([
		['insert', 'openTicketOnRecord', 'mara', people.mara.ip, [null, true]],
		['update', 'offlineHours', 'mara', people.mara.ip, [24, 48]],
		['insert', 'offlineHours', 'mara', people.mara.ip, [null, 24]]
	]);

	const { id } = await run(contactTypeSave, { id: null, name: 'Síndico', active: true });
	await run(contactTypeSave, { id, name: 'Síndica', active: false });
	expect((await list('contact-types')).entries).toMatchObject([
		{ tableName: 'contact_type', rowName: 'Síndica', changes: { name: ['Síndico', 'Síndica'], active: [true, false] } },
		{ operation: 'insert', rowName: 'Síndica' }
	]);

	const template = await run(messageTemplateSave, { id: null, name: 'Boas-vindas', active: true, channel: 'email' });
	await database.pool.query(`update message_template set body = 'Olá', body_yjs = 'AAA=' where id = $1`, [template.id]);
	// The text's own bookkeeping is no change; the text is.
	expect((await list('message-templates')).entries[0]?.changes).toEqual({ body: [null, 'Olá'] });

	expect((await list('users')).entries.map((entry) => [entry.tableName, entry.rowName])).toEqual([
		['user_branch', 'Ana'],
		['app_user', 'Ana'],
		['app_user', 'Mara']
	]);
	expect((await list('branches')).entries).toMatchObject([{ rowName: 'Assis' }]);
});

test('it goes on from page to page, and is for management alone', async () => {
	const all = (await list('variables')).entries;
	const first = await list('variables', people.mara, { limit: 2 });
	const rest = await list('variables', people.mara, { limit: 2, before: first.nextBefore });
	expect([...first.entries, ...rest.entries]).toEqual(all);
	expect((await list('variables', people.ana)).entries).toEqual([]);
});

test('every table of every section keeps a history', async () => {
	const { rows } = await database.pool.query<{ table: string }>(
		`select distinct tgrelid::regclass::text as table from pg_trigger where tgname = 'history_update'`
	);
	const kept = rows.map((row) => row.table);
	for (const section of historySections) expect(kept, section).toEqual(expect.arrayContaining([...settingsTables[section]]));
});
