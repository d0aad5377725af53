import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { newUuid } from '#lib/sync/ids.ts';
import { until, useWorld } from '#sync-server/testing/use-world.ts';
import { ready, type Person } from '#sync-server/testing/world.ts';
import { accessList, accessListArgs } from './accesses.ts';
import { exportPerson, type PersonData } from './person-data.ts';
import { headings, personPdf } from './person-pdf.ts';
import { machineColumns, notExported, personSections } from './person-sections.ts';
import { fieldTitle, isForMachines } from './person-words.ts';

const scene = useWorld();
const zone = 'America/Sao_Paulo';

/**
 * What stands in a PDF, by our own reading of its pages: streams are inflated, strings are hexadecimal Windows-1252 with kerning
 * between them. Enough to prove which letters came out.
 */
function textOf(pdf: Uint8Array): string {
	const raw = Buffer.from(pdf).toString('latin1');
	const pages: string[] = [];
	for (const [, stream = ''] of raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)) {
		let content: string;
		try {
			content = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
		} catch {
			continue;
		}
		const lines = [...content.matchAll(/\[(.*?)\] TJ/gs)].map(([, shown = '']) =>
			[...shown.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex'))).join('')
		);
		pages.push(lines.join('\n'));
	}
	return pages.join('\f');
}

async function customerWithFacts(branchId: string, username = 'joao.fibra'): Promise<string> {
	const { world } = scene;
	const id = await world.customer(branchId, 'João Sebastião Conceição');
	const at = '2026-11-21T15:00:00Z';
	await world.pool.query(
		`insert into contact (id, branch_id, customer_id, name, mobile, mother_name, created_at, updated_at) values ($1,$2,$3,'Inês','18997770001','Conceição Mãe',$4,$4)`,
		[newUuid(), branchId, id, at]
	);
	const [plan, subscription] = [newUuid(), newUuid()];
	await world.pool.query(
		`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, created_at, updated_at) values ($1,'Fibra 500',500000,250000,9990,$2,$2)`,
		[plan, at]
	);
	await world.pool.query(
		`insert into subscription (id, branch_id, customer_id, service_plan_id, status, price_cents, due_day, started_on, created_at, updated_at) values ($1,$2,$3,$4,'active',9990,10,'2024-01-10',$5,$5)`,
		[subscription, branchId, id, plan, at]
	);
	await world.pool.query(
		`insert into login (id, branch_id, customer_id, subscription_id, username, password, created_at, updated_at) values ($1,$2,$3,$4,$6,'senha-secreta',$5,$5)`,
		[newUuid(), branchId, id, subscription, at, username]
	);
	await world.pool.query(
		`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at) values ($1,$2,$3,$4,'2026-12-10',123456,$5,$5)`,
		[newUuid(), branchId, id, Math.floor(Math.random() * 1e9), at]
	);
	return id;
}
const dataOf = async (who: Person, id: string, now = '2026-11-22T12:00:00Z'): Promise<PersonData> => {
	const outcome = await exportPerson(scene.world.pool, who.actor, id, now);
	expect(outcome).toMatchObject({ ok: true });
	return (outcome as { value: PersonData }).value;
};

test('the export of one person: everything, no password, by management of the branch only, and it tells of itself', async () => {
	const { world } = scene;
	const north = await world.branch('Norte');
	const manager = await world.person('manager', [north]);
	const id = await customerWithFacts(north);
	const data = await dataOf(manager, id);
	expect(data).toMatchObject({ format: 'balcao-person', version: 1, provider: 'Balcão', issuedBy: manager.actor.name });
	expect(Object.keys(data.sections)).toEqual(personSections.map((one) => one.key));
	expect(data.sections).toMatchObject({
		registrations: [{ id, name: 'João Sebastião Conceição', taxId: '52998224725', branchName: 'Norte' }],
		contacts: [{ name: 'Inês', motherName: 'Conceição Mãe' }],
		subscriptions: [{ servicePlanName: 'Fibra 500', priceCents: 9990 }],
		logins: [{ username: 'joao.fibra', servicePlanName: 'Fibra 500' }],
		invoices: [{ amountCents: 123456, dueOn: '2026-12-10' }],
		accesses: [{ via: 'export', userId: manager.userId, userName: manager.actor.name }]
	});
	expect(data.sections.history?.length).toBeGreaterThan(3);
	const text = JSON.stringify(data);
	for (const hidden of ['senha-secreta', 'nameFolded', 'remarksYjs', '"search"']) expect(text).not.toContain(hidden);

	const other = await world.person('manager', [await world.branch('Sul')]);
	expect(await exportPerson(world.pool, other.actor, id, '2026-11-22T12:00:00Z')).toMatchObject({ code: 'not_found' });
	const clerk = await world.person('attendant', [north]);
	expect(await exportPerson(world.pool, clerk.actor, id, '2026-11-22T12:00:00Z')).toMatchObject({ code: 'permission_denied' });
});

test('what was merged into the record is the same person', async () => {
	const { world } = scene;
	const north = await world.branch('Norte');
	const manager = await world.person('manager', [north]);
	const [id, duplicate] = [await world.customer(north, 'Rute'), await world.customer(north, 'Ruth')];
	await world.pool.query(`update customer set merged_into_id = $1 where id = $2`, [id, duplicate]);
	expect((await dataOf(manager, id)).sections.registrations?.map((row) => row.name)).toEqual(['Rute', 'Ruth']);
});

test('the PDF says it in Portuguese, accents and all, on as many numbered pages as it takes', async () => {
	const { world } = scene;
	const north = await world.branch('São João');
	const manager = await world.person('manager', [north]);
	const id = await customerWithFacts(north, 'joao.papel');
	// As the office leaves it: opened from the search, with the ticket of the opening.
	for (const [name, args] of [
		['access.note', { customerId: id, via: 'search', at: '2026-11-22T11:00:00Z' }],
		['ticket.open', { customerId: id, subject: 'Sem sinal', automatic: true }],
		['customer.update', { id, changes: { mobile: { from: null, to: '18997770001' }, allowDiscounts: { from: 'true', to: 'false' } } }]
	] as const)
		expect(await world.centre.runMutator(manager.actor, name, args)).toMatchObject({ ok: true });
	for (let n = 0; n < 60; n++)
		await world.pool.query(`update customer set remarks = $2 where id = $1`, [id, `Observação número ${String(n)}: Łódź`]);
	const pdf = await personPdf(await dataOf(manager, id), zone);
	expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
	const text = textOf(pdf);
	const pages = text.split('\f').length;
	expect(pages).toBeGreaterThan(2);
	for (const shown of [
		'Dados pessoais do titular',
		'João Sebastião Conceição',
		'529.982.247-25',
		'Filial',
		'São João',
		'Nome da mãe',
		'Conceição Mãe',
		'R$ 1.234,56',
		'10/12/2026',
		'22/11/2026 09:00',
		'Observação número 59: ?ódz',
		'Exportação dos dados',
		'Nada registrado.',
		`Página 1 de ${String(pages)}`,
		`Página ${String(pages)} de ${String(pages)}`
	])
		expect(text.replaceAll('\n', ' ')).toContain(shown);
	expect(text).not.toContain('senha-secreta');
});

test('every table with something of a customer is exported or left out with a reason; every field on paper has a Portuguese title', async () => {
	const { rows } = await scene.world.pool.query<{ table: string; columns: string[] }>(
		`select table_name as "table", array_agg(column_name::text) as columns from information_schema.columns
		 where table_schema = 'public' group by table_name having bool_or(column_name = 'customer_id') or table_name = 'customer'`
	);
	expect(rows.map((row) => row.table).sort()).toEqual([...personSections.map((one) => one.table), ...Object.keys(notExported)].sort());
	const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
	for (const section of personSections) {
		expect(headings[section.key], section.key).toBeTypeOf('function');
		const columns = [...(rows.find((row) => row.table === section.table)?.columns ?? []), ...Object.keys(section.names ?? {})];
		const untitled = columns
			.filter((column) => !machineColumns.includes(column) && !section.hidden?.includes(column))
			.map(camel)
			.filter((key) => !isForMachines(key) && fieldTitle(key) === null);
		expect(untitled, section.key).toEqual([]);
	}
});

test('who made a local copy of the whole branch is among those who opened each of its records, once however many pages it took', async () => {
	const { world } = scene;
	const branch = await world.branch('Leste');
	const [clerk, manager] = [await world.person('attendant', [branch]), await world.person('manager', [branch])];
	const id = await world.customer(branch);
	const page = async () => {
		const answer = await fetch(`${world.url}/sync/page?table=customer&rows=1`, { headers: { authorization: `Bearer ${clerk.token}` } });
		expect(answer.status).toBe(200);
		await answer.text();
	};
	await page();
	await page();
	const { entries } = await accessList(world.pool, manager.actor, accessListArgs.parse({ customerId: id }), zone);
	expect(entries).toMatchObject([{ userId: clerk.userId, via: 'replica' }]);
});

test('who opened it: once per quarter of an hour, with the time of the computer, for management only', async () => {
	const { world } = scene;
	const [north, south] = [await world.branch('Norte'), await world.branch('Sul')];
	const [clerk, manager, foreign] = [
		await world.person('attendant', [north]),
		await world.person('manager', [north]),
		await world.person('manager', [south])
	];
	const id = await world.customer(north);
	const note = (via: string, at: Date, who = clerk) =>
		world.centre.runMutator(who.actor, 'access.note', { customerId: id, via, at: at.toISOString() });
	const minutes = (n: number): Date => new Date(Date.now() - n * 60_000);
	expect(await note('search', minutes(60))).toEqual({ ok: true });
	await note('link', minutes(50)); // the same opening
	await note('ticket', minutes(40));
	await note('print', minutes(39));
	await note('print', minutes(38));
	await note('search', new Date(Date.now() + 86_400_000)); // a clock that runs ahead
	await note('search', minutes(5), manager);
	expect(await note('link', minutes(1), { ...clerk, actor: { ...clerk.actor, role: 'nobody' } })).toMatchObject({
		code: 'permission_denied'
	});
	expect(
		await world.centre.runMutator(clerk.actor, 'access.note', { customerId: newUuid(), via: 'link', at: minutes(1).toISOString() })
	).toEqual({
		ok: true
	});

	const list = (who: Person, more: object = {}) =>
		accessList(world.pool, who.actor, accessListArgs.parse({ customerId: id, ...more }), zone);
	const { entries } = await list(manager);
	expect(entries.map((one) => [one.userId === clerk.userId, one.via])).toEqual([
		[true, 'search'],
		[false, 'search'],
		[true, 'print'],
		[true, 'print'],
		[true, 'ticket'],
		[true, 'search']
	]);
	expect(Date.parse(entries[0]!.at)).toBeLessThanOrEqual(Date.now());
	expect(Date.parse(entries.at(-1)!.recordedAt) - Date.parse(entries.at(-1)!.at)).toBeGreaterThan(59 * 60_000);
	expect((await list(manager, { userId: manager.userId })).entries).toHaveLength(1);
	expect((await list(manager, { to: '2020-01-01' })).entries).toEqual([]);
	const first = await list(manager, { limit: 4 });
	expect([...first.entries, ...(await list(manager, { limit: 4, before: first.nextBefore })).entries]).toEqual(entries);
	expect((await list(clerk)).entries).toEqual([]);
	expect((await list(foreign)).entries).toEqual([]);
	await expect(
		world.pool.query(`begin; set local role balcao_user; delete from access_log`).finally(() => world.pool.query('rollback'))
	).rejects.toThrow('permission denied');
});

test('what is opened offline is kept on the computer, counted among nothing that is pending, and arrives once', async () => {
	const { world } = scene;
	const north = await world.branch('Norte');
	const clerk = await world.person('attendant', [north]);
	const id = await world.customer(north);
	const replica = await scene.replica(clerk);
	await replica.until(ready);
	replica.transport.down = true;
	replica.transport.cut();
	await replica.until((s) => s.link.state === 'offline');
	expect(await replica.core.mutate('access.note', { customerId: id, via: 'search', at: new Date().toISOString() })).toMatchObject({
		ok: true
	});
	expect(replica.status().pending).toBe(0);
	expect(await replica.core.pendingList()).toEqual([]);
	await replica.restart();
	replica.transport.down = false;
	replica.core.reconnect();
	const lines = async () => (await world.pool.query(`select via from access_log where customer_id = $1`, [id])).rows;
	await until(async () => (await lines()).length > 0, 'the note');
	expect(await lines()).toEqual([{ via: 'search' }]);
	await until(() => replica.journal.state?.outbox.length === 0, 'an empty outbox');
});
