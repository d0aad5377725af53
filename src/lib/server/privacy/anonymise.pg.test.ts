import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fates, keptOfCustomer } from '#lib/domain/privacy/personal-data.ts';
import { contentKey } from '#lib/server/files/documents.ts';
import { diskStore } from '#lib/server/files/disk.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { useWorld } from '#sync-server/testing/use-world.ts';
import { ready, type Person } from '#sync-server/testing/world.ts';
import { anonymise } from './anonymise.ts';
import { releaseHolds } from './forgotten-files.ts';

const scene = useWorld();
const store = diskStore(mkdtempSync(join(tmpdir(), 'privacy-files-')));
const at = '2026-11-21T15:00:00Z';
const clock = { now: '2026-11-22T12:00:00Z', today: '2026-11-22' };

/** Everything by which the person could be known again: none of it occurs anywhere else in the database. */
const traces = [
	'Genoveva',
	'Quitéria',
	'28625587887',
	'18997770001',
	'1832217002',
	'genoveva.q',
	'Rua das Jabuticabeiras',
	'Escritório da Genô',
	'Zulmira Trindade',
	'11144477735',
	'genofibra',
	'10.77.88.99',
	'aabbccddee77',
	'genoveva-quiteria.com.br',
	'sobrado amarelo',
	'smart7788',
	'1833337004',
	'9988776'
] as const;

const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
	const full = { id: newUuid(), ...row };
	const columns = Object.keys(full);
	await scene.world.pool.query(
		`insert into ${table} (${columns.map((one) => `"${one}"`).join(', ')}) values (${columns.map((_, n) => `$${String(n + 1)}`).join(', ')})`,
		Object.values(full)
	);
	return full.id;
};
const stamp = { created_at: at, updated_at: at };
let codes = 5000;

/** A customer with a row in every table that can say something about a person. */
async function genoveva(branchId: string, clerk: Person): Promise<{ id: string; code: number; fileKey: string; planId: string }> {
	const { pool } = scene.world;
	const code = codes++;
	const id = await insert('customer', {
		branch_id: branchId,
		code,
		person_kind: 'natural',
		name: 'Genoveva Quitéria',
		tax_id: '28625587887',
		registered_on: '2020-01-10',
		phone: '1832217002',
		mobile: '18997770001',
		email: 'genoveva.q@exemplo.com.br',
		address: 'Rua das Jabuticabeiras, 7',
		city: 'Presidente Prudente',
		state: 'SP',
		reference: 'sobrado amarelo',
		billing_address: 'Escritório da Genô',
		remarks: 'Genoveva prefere a tarde',
		remarks_yjs: Buffer.from('Genoveva prefere a tarde').toString('base64'),
		...stamp
	});
	const own = { branch_id: branchId, customer_id: id, ...stamp };
	const [list] = (await pool.query<{ id: string }>(`select id from service_plan limit 1`)).rows;
	const plan =
		list?.id ?? (await insert('service_plan', { name: 'Fibra', download_kbps: 100000, upload_kbps: 50000, price_cents: 9990, ...stamp }));
	const type = await insert('observation_type', { name: 'Geral', ...stamp });
	const contactId = await insert('contact', {
		...own,
		name: 'Zulmira Trindade',
		tax_id: '11144477735',
		mobile: '18997770001',
		mother_name: 'Mãe Quitéria'
	});
	const addressType = await insert('address_type', { name: 'Entrega', ...stamp });
	await insert('address', { ...own, address_type_id: addressType, street: 'Rua das Jabuticabeiras', city: 'Assis', state: 'SP' });
	const field = await insert('extra_field', { name: 'Apelido', owner: 'customer', kind: 'text', ...stamp });
	await insert('extra_field_value', { ...own, extra_field_id: field, contact_id: contactId, value: 'sobrado amarelo' });
	const method = await insert('billing_method', { name: 'Banco', kind: 'bank_debit', ...stamp });
	const paymentId = await insert('payment_method', { ...own, billing_method_id: method, account_number: '9988776' });
	await pool.query(`insert into card_token values ($1, 'prova', 'token-9988776', $2)`, [paymentId, at]);
	const scan = Buffer.from('um retrato de Genoveva');
	const sha256 = createHash('sha256').update(scan).digest('hex');
	await store.write(contentKey(sha256), [scan], { bytes: scan.byteLength, sha256 });
	await insert('document', {
		...own,
		description: 'RG de Genoveva',
		file_name: 'genoveva.q.jpg',
		media_type: 'image/jpeg',
		bytes: scan.byteLength,
		sha256
	});
	await insert('upload', {
		user_id: clerk.userId,
		branch_id: branchId,
		customer_id: id,
		file_name: 'genoveva.q.pdf',
		media_type: 'application/pdf',
		description: 'Contrato de Genoveva',
		bytes: 10,
		sha256: '0'.repeat(64),
		created_at: at,
		touched_at: at
	});
	const observationId = await insert('observation', { ...own, observation_type_id: type, text: 'Genoveva pediu sigilo', must_read: true });
	await insert('reading', {
		branch_id: branchId,
		customer_id: id,
		observation_id: observationId,
		observation_version: 1,
		user_id: clerk.userId,
		read_at: at
	});
	const ticketId = await insert('ticket', {
		...own,
		protocol: code,
		subject: 'Genoveva sem sinal',
		status: 'closed',
		contact_name: 'Zulmira Trindade',
		contact_phone: '18997770001',
		notes: 'ligar para Genoveva'
	});
	await insert('ticket_entry', { ...own, ticket_id: ticketId, kind: 'note', text: 'Genoveva ligou' });
	await insert('work_order', {
		...own,
		ticket_id: ticketId,
		number: code,
		subject: 'Ir à casa de Genoveva',
		status: 'done',
		outcome: 'sobrado amarelo'
	});
	const planId = await insert('subscription', {
		...own,
		service_plan_id: plan,
		status: 'cancelled',
		price_cents: 9990,
		due_day: 10,
		started_on: '2024-01-10',
		ended_on: '2026-06-30',
		installation_address: 'Rua das Jabuticabeiras, 7',
		domain: 'genoveva-quiteria.com.br'
	});
	const ofPlan = { ...own, subscription_id: planId };
	await insert('login', { ...ofPlan, username: 'genofibra', password: 'segredo' });
	await insert('email_account', { ...ofPlan, address: 'genoveva.q@provedor.com.br' });
	await insert('ip_assignment', { ...ofPlan, ip: '10.77.88.99', mac: 'aabbccddee77' });
	await insert('voice_terminal', { ...ofPlan, number: '1833337004' });
	await insert('tv_card', { ...ofPlan, smartcard: 'smart7788' });
	await insert('contract', { ...ofPlan, number: code, signed_on: '2024-01-10' });
	await insert('equipment', { ...own, kind: 'ONU', serial_number: `SN${String(code)}` });
	const invoiceId = await insert('invoice', { ...own, number: code, due_on: '2025-03-10', amount_cents: 9990 });
	await insert('payment', {
		...own,
		invoice_id: invoiceId,
		paid_on: '2025-03-10',
		credited_on: '2025-03-10',
		source: 'cash',
		principal_cents: 1,
		note: 'pago por Genoveva'
	});
	await insert('charge', {
		...own,
		billing_method_id: method,
		due_day: 10,
		competence: '2025-03',
		description: 'cabo na casa de Genoveva',
		amount_cents: 100
	});
	await insert('payment_promise', {
		...own,
		made_on: '2025-03-11',
		promised_on: '2025-03-15',
		amount_cents: 9990,
		note: 'Genoveva prometeu'
	});
	await insert('overwrite_notice', {
		branch_id: branchId,
		customer_id: id,
		user_id: clerk.userId,
		by_user_id: clerk.userId,
		field: 'name',
		lost_value: 'Genoveva',
		new_value: 'Genoveva Quitéria',
		created_at: at
	});
	await pool.query(`insert into shared_text_update (name, "update", at) values ($1, $2, $3)`, [
		`customer-remarks:${id}`,
		Buffer.from('Genoveva ainda digita'),
		at
	]);
	// What a change leaves behind in Histórico, and a refusal that quotes somebody in the kept results.
	await pool.query(`update customer set mobile = '18997770001', name = 'Genoveva  Quitéria' where id = $1`, [id]);
	await pool.query(`update customer set name = 'Genoveva Quitéria' where id = $1`, [id]);
	await pool.query(`insert into sync.mutation (client_id, seq, mutation_id, name, result) values ($1, 1, $1, 'customer.create', $2)`, [
		newUuid(),
		JSON.stringify({ ok: false, code: 'tax_id_known', detail: { name: 'Genoveva Quitéria' } })
	]);
	await pool.query(`insert into access_log (id, at, user_id, customer_id, branch_id, via) values ($1, $2, $3, $4, $5, 'search')`, [
		newUuid(),
		at,
		clerk.userId,
		id,
		branchId
	]);
	return { id, code, fileKey: contentKey(sha256), planId };
}

/** Every value of every table in the database that says something of the person: `table.column: value`. */
async function leaks(): Promise<string[]> {
	const { pool } = scene.world;
	const columns = await pool.query<{ schema: string; table: string; column: string }>(
		`select table_schema as schema, table_name as "table", column_name as "column" from information_schema.columns c
		 where table_schema not in ('pg_catalog', 'information_schema')
		 and (table_schema, table_name) in (select schemaname, tablename from pg_tables)`
	);
	expect(columns.rows.length).toBeGreaterThan(300);
	const found: string[] = [];
	for (const { schema, table, column } of columns.rows) {
		// A bytea is looked through as text too: what was typed lies in there.
		const text = `case when pg_typeof("${column}") = 'bytea'::regtype then encode(("${column}")::text::bytea, 'escape') else ("${column}")::text end`;
		const { rows } = await pool.query<{ value: string }>(
			`select left(value, 200) as value from (select ${text} as value from "${schema}"."${table}" where "${column}" is not null) t
			 where value ilike any ($1::text[]) or (value ~ '^\\\\x' and convert_from(decode(substr(value, 3), 'hex'), 'LATIN1') ilike any ($1::text[]))`,
			[traces.map((one) => `%${one}%`)]
		);
		found.push(...rows.map((row) => `${schema}.${table}.${column}: ${row.value}`));
	}
	return found;
}

/** A branch, its manager, and a customer of it who has been forgotten. `typed` is how the confirmation was typed. */
async function forgotten(branch: string, typed = (code: string): string => code) {
	const { world } = scene;
	const branchId = await world.branch(branch);
	const manager = await world.person('manager', [branchId]);
	const person = await genoveva(branchId, manager);
	const asked = { customerId: person.id, confirmation: typed(String(person.code)), reason: 'Pedido do titular' };
	await anonymise(world.pool, store, manager.actor, asked, clock);
	return { manager, person };
}

describe('anonymisation', () => {
	test('(!) nothing of the person is left in any column of any table but what the law seals; a replica that was away hears of it', async () => {
		const { world } = scene;
		const north = await world.branch('Norte');
		const [clerk, manager, foreign] = [
			await world.person('attendant', [north]),
			await world.person('manager', [north]),
			await world.person('manager', [await world.branch('Sul')])
		];
		const person = await genoveva(north, clerk);
		expect((await leaks()).length).toBeGreaterThan(40);

		const replica = await scene.replica(clerk);
		await replica.until(ready);
		await replica.sees(`select name from customer where id = '${person.id}'`, [{ name: 'Genoveva Quitéria' }]);
		replica.transport.down = true;
		replica.transport.cut();
		await replica.until((s) => s.link.state === 'offline');
		// Made while it was away, about somebody who is forgotten meanwhile.
		await replica.core.mutate('observation.create', {
			customerId: person.id,
			observationTypeId: (await world.pool.query<{ id: string }>(`select id from observation_type limit 1`)).rows[0]!.id,
			text: 'Genoveva ligou de novo',
			mustRead: false
		});

		const request = { customerId: person.id, confirmation: String(person.code), reason: 'Pedido de genoveva quitéria, protocolo 7' };
		const run = (who: Person, more: Partial<typeof request> = {}) =>
			anonymise(world.pool, store, who.actor, { ...request, ...more }, clock);
		expect(await run(clerk)).toMatchObject({ code: 'permission_denied' });
		expect(await run(foreign)).toMatchObject({ code: 'not_found' });
		expect(await run(manager, { confirmation: '1' })).toMatchObject({ code: 'confirmation_wrong', field: 'confirmation' });
		expect(await run(manager, { reason: ' ' })).toMatchObject({ code: 'field_required', field: 'reason' });
		await world.pool.query(`update subscription set status = 'suspended' where id = $1`, [person.planId]);
		expect(await run(manager)).toMatchObject({ code: 'anonymise_running_plan', detail: { count: 1 } });
		await world.pool.query(`update subscription set status = 'cancelled' where id = $1`, [person.planId]);

		expect(await run(manager)).toMatchObject({ ok: true });
		world.centre.wake();
		expect(await run(manager)).toMatchObject({ code: 'customer_anonymised' });
		const sealed = (await leaks()).filter((one) => one.startsWith('public.legal_hold.facts: '));
		expect(await leaks()).toEqual(sealed);
		expect(await store.size(person.fileKey)).toBeNull();
		expect((await world.pool.query(`select reason, files from anonymisation`)).rows).toEqual([
			{ reason: 'Pedido de (anonimizado), protocolo 7', files: [] }
		]);

		// Who changed what, and when, is still known; what stood there is not.
		const told = await world.pool.query<{ changes: Record<string, unknown[]> }>(
			`select changes from history where row_id = $1 and operation = 'update' order by at limit 1`,
			[person.id]
		);
		expect(told.rows[0]?.changes).toEqual({ name: ['(anonimizado)', '(anonimizado)'] });

		// The replica that was away: the same, and what it brings is refused.
		replica.transport.down = false;
		replica.core.reconnect();
		await replica.until((s) => ready(s) && s.refused === 1);
		expect((await replica.core.inbox())[0]).toMatchObject({ name: 'observation.create', code: 'customer_anonymised' });
		await replica.sees(`select name, tax_id, mobile, status from customer where id = '${person.id}'`, [
			{ name: 'Titular anonimizado', tax_id: '', mobile: null, status: 'inactive' }
		]);
		const tables = await replica.core.sql<{ name: string }>(
			`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
		);
		for (const { name } of tables)
			expect(
				await replica.core.sql(
					`select t::text from "${name}" t where t::text ilike any (array[${traces.map((one) => `'%${one}%'`).join(',')}])`
				),
				name
			).toEqual([]);
	});

	test('(!) what the law keeps: invoices, plans, contracts without a name; who it was under seal, until its term', async () => {
		const { world } = scene;
		const { person } = await forgotten('Oeste', (code) => ` ${code} `);
		const of = async (sql: string) => (await world.pool.query(sql, [person.id])).rows;
		expect(await of(`select number::int, due_on::text, amount_cents::int from invoice where customer_id = $1`)).toEqual([
			{ number: person.code, due_on: '2025-03-10', amount_cents: 9990 }
		]);
		expect(await of(`select status, installation_address from subscription where customer_id = $1`)).toEqual([
			{ status: 'cancelled', installation_address: null }
		]);
		expect(await of(`select number::int from contract where customer_id = $1`)).toHaveLength(1);
		expect(await of(`select protocol::int, subject, contact_name, status from ticket where customer_id = $1`)).toEqual([
			{ protocol: person.code, subject: 'Atendimento anonimizado', contact_name: null, status: 'closed' }
		]);
		expect(await of(`select via from access_log where customer_id = $1`)).toEqual([{ via: 'search' }]);
		const held = await of(`select law, kept_until::text, facts from legal_hold where customer_id = $1 order by law`);
		expect(held).toMatchObject([
			{
				law: 'connection',
				kept_until: '2027-06-30',
				facts: {
					who: [{ name: 'Genoveva Quitéria', taxId: '28625587887' }],
					logins: [{ username: 'genofibra', to: '2026-06-30' }],
					addresses: [{ ip: '10.77.88.99', mac: 'aabbccddee77' }],
					telephones: [{ number: '1833337004' }]
				}
			},
			{ law: 'fiscal', kept_until: '2030-12-31', facts: { who: [{ code: person.code, name: 'Genoveva Quitéria' }] } }
		]);
		expect(JSON.stringify(held)).not.toContain('segredo');
		await expect(
			world.pool.query(`begin; set local role balcao_user; select * from legal_hold`).finally(() => world.pool.query('rollback'))
		).rejects.toThrow('permission denied');
		await releaseHolds(world.pool, '2027-07-01');
		expect(await of(`select law from legal_hold where customer_id = $1`)).toEqual([{ law: 'fiscal' }]);
	});

	test('afterwards nobody writes about the person, by whatever path', async () => {
		const { world } = scene;
		const { manager, person } = await forgotten('Leste');
		const change = { id: person.id, changes: { mobile: { from: null, to: '18997770001' } } };
		expect(await world.centre.runMutator(manager.actor, 'customer.update', change)).toMatchObject({ code: 'customer_anonymised' });
		expect(
			await world.centre.runMutator(manager.actor, 'contact.create', {
				customerId: person.id,
				name: 'Zulmira Trindade',
				mobile: '18997770001'
			})
		).toMatchObject({ code: 'customer_anonymised' });
		await expect(world.pool.query(`update customer set name = 'Genoveva' where id = $1`, [person.id])).rejects.toThrow(
			'customer_anonymised'
		);
		await world.pool.query(`insert into shared_text_update (name, "update", at) values ($1, 'Genoveva', now())`, [
			`customer-remarks:${person.id}`
		]);
		expect((await world.pool.query(`select from shared_text_update`)).rowCount).toBe(0);
		// Money still comes in for what is owed.
		await world.pool.query(`update invoice set paid_at = now(), paid_cents = amount_cents where customer_id = $1`, [person.id]);
	});

	test('every table with something of a customer is judged, and every column of those that stay', async () => {
		const { rows } = await scene.world.pool.query<{ table: string; columns: string[] }>(
			`select table_name as "table", array_agg(column_name::text) as columns from information_schema.columns
			 where table_schema = 'public' and is_generated = 'NEVER' group by table_name having bool_or(column_name = 'customer_id') or table_name = 'customer'`
		);
		const central = ['access_log', 'history', 'anonymisation', 'legal_hold'];
		expect(
			rows
				.map((row) => row.table)
				.filter((table) => !central.includes(table))
				.sort()
		).toEqual(Object.keys(fates).sort());
		const customer = fates.customer;
		expect(
			rows
				.find((row) => row.table === 'customer')
				?.columns.filter((column) => !keptOfCustomer.includes(column) && !(customer?.kind === 'blanked' && column in customer.personal))
		).toEqual([]);
	});
});
