import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smsCandidates } from '#lib/queries/sms/candidates.ts';
import { smsLetters } from '#lib/queries/sms/letters.ts';
import { smsOfCustomer } from '#lib/queries/sms/of-customer.ts';
import { smsOfLetter } from '#lib/queries/sms/of-letter.ts';
import { customerCreate } from '../customer/create.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { smsSend } from './send.ts';

const uuid = (n: number): string => `00000000-0000-7000-8000-0000000f${String(n).padStart(4, '0')}`;
const [method, sender, mailOnly, oldSender] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const letter = (n: number): string => uuid(100 + n);

describe.each(['replica', 'centre'] as const)('Sms in the %s', (kind) => {
	let place: Place;
	const ids: string[] = [];
	beforeAll(async () => {
		place = await openPlace(kind);
		const stamps = `now(), now()`;
		await place.sql(`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, 'Boleto', 'boleto', ${stamps})`, [
			method
		]);
		for (const [id, active, sms] of [
			[sender, true, true],
			[mailOnly, true, false],
			[oldSender, false, true]
		])
			await place.sql(
				`insert into sender_address (id, name, email, subject, active, sms, created_at, updated_at) values ($1, 'Cobrança', 'c@tuvira.example', 'Tuvira', $2, $3, ${stamps})`,
				[id, active, sms]
			);
		for (const n of [1, 2, 3, 4, 5]) {
			const made = await place.mutate(customerCreate, person(n, n === 3 ? { mobile: null } : {}), people.ana, { customerCode: n });
			ids.push((made as { value: { id: string } }).value.id);
		}
		const contact = (n: number, customer: number, name: string, mobile: string | null, consent: boolean) =>
			place.sql(
				`insert into contact (id, branch_id, customer_id, name, mobile, sms_consent, created_at, updated_at) select $1, branch_id, id, $3, $4, $5, ${stamps} from customer where id = $2`,
				[uuid(200 + n), ids[customer], name, mobile, consent]
			);
		await contact(1, 0, 'Ana', '19998765432', true);
		await contact(2, 0, 'Caio', '19998760000', false);
		await contact(3, 1, 'Bruno', '19998761111', false);
		await contact(4, 3, 'Davi', '19998762222', true);
		await contact(5, 4, 'Eva', '19998763333', true);
		for (const [n, paid] of [
			[0, null],
			[1, null],
			[2, null],
			[3, '2026-11-20T12:00:00Z'],
			[4, null]
		] as const)
			await place.sql(
				`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, paid_at, created_at, updated_at)
				 select $1, branch_id, id, $3, 'service', $4, '2026-11-03', 9990, $5, ${stamps} from customer where id = $2`,
				[uuid(300 + n), ids[n], n + 1, method, paid]
			);
	});
	afterAll(() => place.close());

	const args = (more: object = {}) => ({
		letterId: letter(1),
		customerIds: ids.slice(0, 4),
		senderAddressId: sender,
		message: '{{cliente.nome}}: {{debito.vencido}} não pago',
		plain: false,
		...more
	});

	test('124 335 337 339: each customer’s own text to the contacts who agreed, and why the others get none', async () => {
		const outcome = await place.mutate(smsSend, args());
		expect(outcome).toMatchObject({
			ok: true,
			value: {
				queued: 1,
				skipped: [
					{ customerId: ids[1], why: 'no_consent' },
					{ customerId: ids[2], why: 'landline' },
					{ customerId: ids[3], why: 'settled' }
				]
			}
		});
		const rows = await place.ask(smsOfLetter, { letterId: letter(1) }, people.bia);
		expect(rows).toMatchObject([
			{
				customerId: ids[0],
				text: expect.stringMatching(/^Tuvira: Cliente 1: R\$\s99,90 não pago$/),
				parts: 1,
				partCents: 10,
				recipients: [{ number: '19998765432', name: 'Ana', status: 'queued', at: null, error: null }]
			},
			{ customerId: ids[1], recipients: [{ number: '', status: 'failed', error: 'skipped:no_consent' }] },
			{ customerId: ids[2], recipients: [{ number: '', status: 'failed', error: 'skipped:landline' }] },
			{ customerId: ids[3], recipients: [{ number: '', status: 'failed', error: 'skipped:settled' }] }
		]);
		if (kind === 'centre') expect(await place.sql(`select number from sms_outbox`)).toEqual([{ number: '19998765432' }]);
	});

	test('no message twice: asked again, the same letter goes to nobody again; another letter does', async () => {
		expect(await place.mutate(smsSend, args())).toMatchObject({ ok: true, value: { queued: 0 } });
		expect(await place.mutate(smsSend, args({ customerIds: [ids[0], ids[0], ids[4]], plain: true }))).toMatchObject({
			ok: true,
			value: { queued: 1 }
		});
		const rows = await place.ask(smsOfLetter, { letterId: letter(1) }, people.bia);
		expect(rows.map(({ customerId }) => customerId)).toEqual(ids);
		expect(rows[4]?.text).toContain('nao pago');
		expect(await place.mutate(smsSend, args({ letterId: letter(2), customerIds: [ids[0]] }))).toMatchObject({
			ok: true,
			value: { queued: 1 }
		});
	});

	test('338 (!) only a sender that is marked SMS, and active, can be chosen', async () => {
		for (const senderAddressId of [mailOnly, oldSender, uuid(99)])
			expect(await place.mutate(smsSend, args({ letterId: letter(3), senderAddressId }))).toMatchObject({
				ok: false,
				code: 'value_invalid',
				field: 'senderAddressId'
			});
		expect(await place.mutate(smsSend, args({ letterId: letter(3), senderAddressId: sender }))).toMatchObject({ ok: true });
	});

	test('what cannot be sent is refused with its reason', async () => {
		const refused = async (more: object, actor = people.ana) => {
			const outcome = await place.mutate(smsSend, args({ letterId: letter(4), ...more }), actor);
			return outcome.ok ? null : `${outcome.field ?? ''} ${outcome.code}`.trim();
		};
		expect(await refused({ message: ' ' })).toBe('message field_required');
		expect(await refused({ customerIds: [ids[1], branches.north] })).toBe('sms_nobody');
		expect(await refused({ message: 'x'.repeat(1000) + '', customerIds: [ids[0]] })).toBeNull();
		expect(await refused({ message: 'ã'.repeat(900), customerIds: [ids[4]], letterId: letter(5) })).toBe('sms_nobody');
		expect(await refused({}, people.tito)).toBe('permission_denied');
	});

	test('what was sent is there later: letter by letter with its results, and customer by customer', async () => {
		const letters = await place.ask(smsLetters, {}, people.bia);
		// The newest first; what was refused is no letter.
		expect(letters.map(({ letterId }) => letterId)).toEqual([letter(4), letter(3), letter(2), letter(1)]);
		expect(letters[3]).toMatchObject({
			byName: 'Ana',
			senderName: 'Cobrança',
			sentAt: expect.stringMatching(/^2026-\d\d-\d\dT/),
			customers: 5,
			queued: 2,
			sent: 0,
			delivered: 0,
			failed: 3
		});
		const [last] = await place.ask(smsOfCustomer, { customerId: ids[3]! }, people.bia);
		expect(last).toMatchObject({ createdByName: 'Ana', recipients: [{ status: 'failed', error: 'skipped:settled' }] });
		expect(await place.ask(smsOfCustomer, { customerId: ids[0]! }, people.bia)).toHaveLength(4);
	});

	test('what a message would say is asked for all of a selection at once', async () => {
		const rows = await place.ask(smsCandidates, { customerIds: ids });
		expect(rows.map(({ customer }) => customer.name)).toEqual(['Cliente 1', 'Cliente 2', 'Cliente 3', 'Cliente 4', 'Cliente 5']);
		expect(rows[0]).toMatchObject({ balance: { overdueCents: 9990, overdueCount: 1 }, contacts: [{ name: 'Ana' }, { name: 'Caio' }] });
		expect(rows[3]).toMatchObject({ balance: { overdueCount: 0 } });
	});
});
