import { expect, it } from 'vitest';
import type { App } from './testing/app.ts';
import { startOffice } from './testing/office.ts';

const { app, people, admin } = await startOffice();

/** Calls as one API key: queries by GET, mutations by POST; answers the status and `data` or the refusal's code. */
async function caller(userId: string, scopes: readonly string[]) {
	const made = await app.call('POST', '/api/admin/api-keys', { cookie: admin, body: { name: 'Chat', userId, scopes } });
	expect(made.status, made.text).toBe(201);
	const headers = { authorization: `Bearer ${(made.json as { secret: string }).secret}`, origin: '' };
	const read = (answer: Awaited<ReturnType<App['call']>>) => {
		const json = JSON.parse(answer.text) as { result?: { data: unknown }; error?: { data: { refusal: { code: string } } } };
		return { status: answer.status, data: json.result?.data, code: json.error?.data.refusal.code };
	};
	return {
		query: async (name: string, input: object) =>
			read(await app.call('GET', `/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers })),
		mutate: async (name: string, input: object, more: Record<string, string> = {}) =>
			read(
				await app.call('POST', `/api/trpc/${name}`, {
					headers: { ...headers, 'content-type': 'application/json', ...more },
					raw: JSON.stringify(input)
				})
			)
	};
}
const all = ['ticket.open', 'ticket.get', 'ticket.list', 'ticket.update', 'ticket.addEntry', 'ticket.setStatus'];

it('(377, 378) an automation opens a ticket, logs a contact, moves it along the table, and reads it back', async () => {
	const ana = await caller(people.ana, all);
	const asked = { customerId: people.customerNorth, subject: 'Sem conexão', text: 'Luz vermelha', kind: 'message' };
	const opened = await ana.mutate('ticket.open', asked, { 'idempotency-key': 'chat-1' });
	expect(opened.status).toBe(200);
	const { id, protocol } = opened.data as { id: string; protocol: number };
	expect(protocol).toBeGreaterThan(0);
	// The same call again is the same ticket.
	expect((await ana.mutate('ticket.open', asked, { 'idempotency-key': 'chat-1' })).data).toEqual({ id, protocol });

	expect((await ana.mutate('ticket.update', { id, changes: { priority: { from: 'normal', to: 'high' } } })).status).toBe(200);
	expect((await ana.mutate('ticket.addEntry', { ticketId: id, kind: 'note', text: 'Cliente espera retorno' })).status).toBe(200);
	expect(await ana.mutate('ticket.setStatus', { id, to: 'closed' })).toMatchObject({ code: 'field_required' });
	expect((await ana.mutate('ticket.setStatus', { id, to: 'closed', text: 'Voltou' })).status).toBe(200);
	expect(await ana.mutate('ticket.setStatus', { id, to: 'waiting', text: 'x' })).toMatchObject({ status: 422, code: 'transition_refused' });

	expect((await ana.query('ticket.get', { id })).data).toMatchObject({
		protocol,
		status: 'closed',
		priority: 'high',
		automatic: false,
		entries: [{ kind: 'message' }, { kind: 'note' }, { kind: 'status', fromValue: 'open', toValue: 'closed' }]
	});
	expect((await ana.query('ticket.list', { statuses: ['closed'], text: String(protocol) })).data).toMatchObject([{ id }]);
	expect((await ana.query('ticket.list', { statuses: ['open'], text: String(protocol) })).data).toEqual([]);
});

it('a key sees the tickets of its person’s branches, and does what its scopes say', async () => {
	const ana = await caller(people.ana, all);
	const bia = await caller(people.bia, all);
	const opened = await ana.mutate('ticket.open', { customerId: people.customerNorth, subject: 'Só do norte' });
	const { id } = opened.data as { id: string };
	expect(await bia.query('ticket.get', { id })).toMatchObject({ status: 404, code: 'not_found' });
	expect(await bia.mutate('ticket.addEntry', { ticketId: id, kind: 'note', text: 'x' })).toMatchObject({ status: 404, code: 'not_found' });
	expect((await bia.query('ticket.list', { text: 'norte' })).data).toEqual([]);
	const reader = await caller(people.ana, ['ticket.list']);
	expect(await reader.mutate('ticket.open', { customerId: people.customerNorth, subject: 'x' })).toMatchObject({
		status: 403,
		code: 'scope_missing'
	});
});
