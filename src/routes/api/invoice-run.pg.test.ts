import { describe, expect, it } from 'vitest';
import { addCompetences, competenceOf } from '#lib/domain/billing/competence.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { clientOf } from './testing/client.ts';
import { startOffice } from './testing/office.ts';
import { signInAs } from './testing/people.ts';

const { app, people, admin } = await startOffice();
const competence = competenceOf(dayAt(new Date().toISOString()));
const request = { branchId: people.north, competence, dueIn: addCompetences(competence, 1), dueDay: 10 };

const [plan, method] = [newUuid(), newUuid()];
await app.pool.query(
	`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, created_at, updated_at) values ($1, 'Fibra', 1, 1, 9990, now(), now())`,
	[plan]
);
await app.pool.query(`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, 'Boleto', 'boleto', now(), now())`, [
	method
]);
await app.pool.query(
	`insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at)
	 values ($1, $2, $3, $4, $5, 'active', 9990, 10, '2026-01-10', now(), now())`,
	[newUuid(), people.north, people.customerNorth, plan, method]
);

async function key(userId: string): Promise<string> {
	const scopes = ['preview', 'start', 'get', 'list', 'stop', 'retry', 'undo'].map((verb) => `invoiceRun.${verb}`);
	const answer = await app.call('POST', '/api/admin/api-keys', { cookie: admin, body: { name: 'ERP', userId, scopes } });
	return answer.json.secret as string;
}

describe('a run over tRPC', () => {
	it('is previewed, started, followed to its end and undone under the rights of the key', async () => {
		const client = clientOf(app, await key(people.admin));
		expect(await client.invoiceRun.preview.query(request)).toMatchObject({
			customers: 1,
			invoices: 1,
			totalCents: 9990,
			lines: [{ name: 'Nilo Norte', totalCents: 9990 }],
			withoutBoleto: [{ methodName: 'Boleto', code: 'collection_account_missing', invoices: 1 }]
		});
		const { id } = await client.invoiceRun.start.mutate({ ...request, expectedInvoices: 1, expectedCents: 9990 });
		await expect
			.poll(() => client.invoiceRun.get.query({ id }), { timeout: 20_000 })
			.toMatchObject({ status: 'done', invoices: 1, totalCents: 9990 });
		expect(await client.invoiceRun.list.query({})).toMatchObject([{ id, branchName: 'Norte', userName: 'Alda' }]);
		await client.invoiceRun.undo.mutate({ id });
		await expect.poll(() => client.invoiceRun.get.query({ id }), { timeout: 20_000 }).toMatchObject({ status: 'undone', kept: 0 });
	});

	it('is refused to a key of somebody who may not bill', async () => {
		const client = clientOf(app, await key(people.ana));
		const refused = { data: { refusal: { code: 'permission_denied' } } };
		await expect(client.invoiceRun.preview.query(request)).rejects.toMatchObject(refused);
		await expect(client.invoiceRun.start.mutate({ ...request, expectedInvoices: 1, expectedCents: 1 })).rejects.toMatchObject(refused);
		expect(await client.invoiceRun.list.query({})).toEqual([]);
	});
});

describe('the screens', () => {
	it('are shown a preview and the problems of a run, if their person may bill', async () => {
		expect(await app.call('POST', '/api/invoice-runs/preview', { cookie: admin, body: request })).toMatchObject({
			status: 200,
			json: { invoices: 1 }
		});
		const late = { ...request, competence: addCompetences(competence, 3), dueIn: addCompetences(competence, 3) };
		expect(await app.call('POST', '/api/invoice-runs/preview', { cookie: admin, body: late })).toMatchObject({
			status: 400,
			json: { code: 'value_invalid', field: 'competence' }
		});
		const ana = await signInAs(app, 'ana');
		expect((await app.call('POST', '/api/invoice-runs/preview', { cookie: ana, body: request })).status).toBe(403);
		expect((await app.call('GET', `/api/invoice-runs/${newUuid()}/problems`, { cookie: ana })).status).toBe(403);
		expect(await app.call('GET', `/api/invoice-runs/${newUuid()}/problems`, { cookie: admin })).toMatchObject({ json: { problems: [] } });
	});

	it('show jobs to management, who may try again what failed and end what waits', async () => {
		const jobs = async () => (await app.call('GET', '/api/admin/jobs', { cookie: admin })).json.jobs;
		expect((await jobs()).length).toBeGreaterThan(0);
		expect((await jobs())[0]).toMatchObject({
			name: 'invoice-run',
			about: expect.stringMatching(/^Norte · \d\d\/\d{4} · 10\/\d\d\/\d{4}$/),
			attempts: 1
		});
		const done = (await jobs()).find((job: { state: string }) => job.state === 'done');
		const act = (verb: string, id: string, cookie = admin) => app.call('POST', `/api/admin/jobs/invoice-run/${id}/${verb}`, { cookie });
		expect(await act('retry', done.id)).toMatchObject({ status: 422, json: { code: 'job_not_failed' } });
		expect(await act('cancel', done.id)).toMatchObject({ status: 422, json: { code: 'job_ended' } });
		expect((await act('cancel', newUuid())).status).toBe(404);
		const ana = await signInAs(app, 'ana');
		expect((await app.call('GET', '/api/admin/jobs', { cookie: ana })).status).toBe(403);
		expect((await act('cancel', done.id, ana)).status).toBe(403);
	});
});
