import { checkAccount } from '#lib/domain/boleto/check-account.ts';
import { pixKeyKind } from '#lib/domain/pix/key.ts';
import { isTaxId } from '#lib/domain/tax-id/tax-id.ts';
import { beneficiary, collectionAccounts } from './collection.ts';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkContact } from '#lib/domain/contact/contact.ts';
import { checkRegistration, type Registration } from '#lib/domain/customer/customer-rules.ts';
import { dayFromNumber } from '#lib/domain/day/day.ts';
import { balance } from '#lib/domain/invoice/balance.ts';
import { checkObservation } from '#lib/domain/observation/observation.ts';
import { roles } from '#lib/domain/permissions.ts';
import { statesOfAreaCode } from '#lib/domain/phone/area-code.ts';
import { stateOfPostalCode } from '#lib/domain/postal-code.ts';
import { isCnpj } from '#lib/domain/tax-id/cnpj.ts';
import { isCpf } from '#lib/domain/tax-id/cpf.ts';
import { contactsOf } from './contacts.ts';
import { copyLine } from './copy.ts';
import { customerOf } from './customer.ts';
import { invoices } from './invoices.ts';
import { observationsOf } from './observations.ts';
import { outlineOf } from './outline.ts';
import { branches, type City } from './places.ts';
import { demoPassword, signIns } from './sign-ins.ts';
import { tables } from './tables.ts';
import { alphanumericCnpjOf, cnpjOf, cpfOf } from './tax-ids.ts';
import { instantText, makeWorld, type World } from './world.ts';

const today = '2026-11-21';
const world = makeWorld({ customers: 3000, seed: 7, today });
const all = Array.from({ length: world.customers }, (_, n) => customerOf(world, outlineOf(world, n)));
const share = (hits: number, of: number) => hits / of;

function hashOf(w: World): string {
	const hash = createHash('sha256');
	for (const table of tables) for (const row of table.rows(w)) hash.update(copyLine(row));
	return hash.digest('hex');
}

describe('deterministic', () => {
	const options = { customers: 60, seed: 7, today };
	test('the same seed, number and day give the same rows; others do not', () => {
		const first = hashOf(makeWorld(options));
		expect(hashOf(makeWorld(options))).toBe(first);
		expect(hashOf(makeWorld({ ...options, seed: 8 }))).not.toBe(first);
		expect(hashOf(makeWorld({ ...options, today: '2026-11-22' }))).not.toBe(first);
	});
	test('ids are UUIDs of version 7, all different, and customers’ sort as they came', () => {
		const seen = new Set<string>();
		let rows = 0;
		for (const table of tables) {
			for (const row of table.rows(makeWorld({ ...options, customers: 400 }))) {
				const id = String(row[0]);
				if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) throw new Error(`${table.name}: ${id}`);
				seen.add(id);
				rows++;
			}
		}
		expect(seen.size).toBe(rows);
		const ids = all.map((c) => c.outline.id);
		expect(ids).toEqual([...ids].sort());
	});
});

describe('customers', () => {
	test('every one passes the product’s own rules', () => {
		for (const c of all) {
			const registration: Registration = {
				...c,
				personKind: c.outline.legal ? 'legal' : 'natural',
				status: 'active',
				city: c.city.name,
				state: c.city.state,
				billingAddress: c.billing?.address ?? null,
				billingDistrict: c.billing?.district ?? null,
				billingCity: c.billing?.city.name ?? null,
				billingState: c.billing?.city.state ?? null,
				billingPostalCode: c.billing?.postalCode ?? null
			};
			expect(checkRegistration(registration, today), c.name).toEqual([]);
			for (const contact of contactsOf(world, c)) expect(checkContact(contact, world.today), contact.name).toEqual([]);
		}
	});
	test('CEP, DDD and state are those of the city', () => {
		const within = (city: City, postalCode: string) =>
			typeof city.postalCodes === 'string'
				? postalCode === city.postalCodes
				: Number(postalCode.slice(0, 5)) >= city.postalCodes[0] && Number(postalCode.slice(0, 5)) <= city.postalCodes[1];
		const byStreet = new Map<string, string>();
		for (const { city, postalCode, address, district, phone, mobile, fax, outline, billing } of all) {
			expect(branches[outline.branch]?.cities).toContain(city);
			expect(within(city, postalCode), postalCode).toBe(true);
			expect(stateOfPostalCode(postalCode)).toBe(city.state);
			expect(statesOfAreaCode(city.areaCode)).toContain(city.state);
			for (const number of [phone, mobile, fax]) if (number !== null) expect(number.slice(0, 2)).toBe(city.areaCode);
			if (billing) expect(within(billing.city, billing.postalCode)).toBe(true);
			const street = [city.name, district, address.split(',')[0]].join('/');
			expect(byStreet.get(street) ?? postalCode, street).toBe(postalCode);
			byStreet.set(street, postalCode);
		}
	});
	test('natural and legal persons, active and inactive, branches, letters in CNPJs since July 2026', () => {
		expect(share(all.filter((c) => c.outline.legal).length, all.length)).toBeCloseTo(0.15, 1);
		expect(share(all.filter((c) => !c.outline.active).length, all.length)).toBeGreaterThan(0.03);
		expect(new Set(all.map((c) => c.outline.branch)).size).toBe(branches.length);
		const lettered = all.filter((c) => /[A-Z]/.test(c.taxId));
		expect(lettered.length).toBeGreaterThan(5);
		for (const c of lettered) expect(c.registeredOn >= '2026-07-01' && c.outline.legal).toBe(true);
	});
	test('nothing happened in the future, whatever day it is', () => {
		for (const day of ['2024-02-29', '2026-01-01', '2026-12-31']) {
			const w = makeWorld({ customers: 200, seed: 3, today: day });
			for (const table of tables)
				for (const row of table.rows(w))
					for (const [column, value] of row.entries())
						// What is due or agreed upon may lie ahead.
						if (
							!['due_at', 'scheduled_at'].includes(table.columns[column]!) &&
							typeof value === 'string' &&
							/^\d{4}-\d\d-\d\dT/.test(value)
						)
							expect(Date.parse(value), `${table.name} ${value}`).toBeLessThanOrEqual(w.cutoffMs);
		}
	});
});

test('half a million documents: all valid, no two alike', () => {
	const seen = new Set<string>();
	for (let n = 0; n < 500_000; n++) {
		const cpf = cpfOf(7, n, n % 2 === 0 ? 'SP' : 'PR');
		if (!isCpf(cpf)) throw new Error(cpf);
		seen.add(cpf);
		if (n % 5 !== 0) continue;
		for (const cnpj of [cnpjOf(7, n), alphanumericCnpjOf(7, n)]) {
			if (!isCnpj(cnpj)) throw new Error(cnpj);
			seen.add(cnpj);
		}
	}
	expect(seen.size).toBe(700_000);
});

describe('money', () => {
	const byCustomer = new Map<
		number,
		{ dueOn: string; amountCents: number; paidCents: number | null; paidAt: string | null; cancelledAt: null; replacedById: null }[]
	>();
	const numbers: number[] = [];
	let firstIssue = Infinity;
	for (const i of invoices(world)) {
		numbers.push(i.number);
		firstIssue = Math.min(firstIssue, i.createdMs);
		const list = byCustomer.get(i.outline.n) ?? [];
		list.push({
			dueOn: dayFromNumber(i.due),
			amountCents: i.amountCents,
			paidCents: i.paidCents,
			paidAt: i.paidMs === null ? null : 'x',
			cancelledAt: null,
			replacedById: null
		});
		byCustomer.set(i.outline.n, list);
	}
	test('about 8 % of the customers are overdue', () => {
		const overdue = [...byCustomer.values()].filter((list) => balance(list, today).overdueCents > 0).length;
		expect(share(overdue, world.customers)).toBeGreaterThan(0.06);
		expect(share(overdue, world.customers)).toBeLessThan(0.1);
	});
	test('a year of invoices, one a month, numbered in the order of their making', () => {
		expect(numbers).toEqual(numbers.map((_, k) => k + 1));
		for (const list of byCustomer.values()) expect(new Set(list.map((i) => i.dueOn.slice(0, 7))).size).toBe(list.length);
		const longest = Math.max(...[...byCustomer.values()].map((l) => l.length));
		expect(longest).toBeGreaterThanOrEqual(12);
		expect(dayFromNumber(Math.floor(firstIssue / 86_400_000)).slice(0, 7)).toBe('2025-11');
	});
});

test('the accounts are such as their banks would open', () => {
	for (const { bankBranch, accountNumber, accountDigit, beneficiaryCode, modality, ...account } of collectionAccounts)
		expect(
			checkAccount({
				...account,
				bankBranch,
				accountNumber: accountNumber ?? undefined,
				accountDigit: accountDigit ?? undefined,
				beneficiaryCode: beneficiaryCode ?? undefined,
				modality: modality ?? undefined
			})
		).toMatchObject({ ok: true });
	expect(isTaxId(beneficiary.taxId)).toBe(true);
	for (const { pixKey } of collectionAccounts) expect(pixKeyKind(pixKey)).not.toBeNull();
});

test('observations pass the rules, some must be read, and were only read after they were written', () => {
	let mustRead = 0;
	const list = all.flatMap((c) => observationsOf(world, c.outline));
	for (const o of list) {
		expect(checkObservation({ observationTypeId: o.id, text: o.text, mustRead: o.mustRead })).toEqual([]);
		expect(o.type).toBeGreaterThanOrEqual(0);
		if (o.mustRead) mustRead++;
		for (const r of o.readings) expect(r.readMs).toBeGreaterThan(o.createdMs);
	}
	expect(share(list.length, all.length)).toBeCloseTo(0.5, 1);
	expect(share(mustRead, list.length)).toBeCloseTo(0.3, 1);
});

test('sign-ins: every role, a password that may be used, attendants in every branch', () => {
	expect(new Set(signIns.map((s) => s.role))).toEqual(new Set(roles));
	expect(demoPassword.length).toBeGreaterThanOrEqual(10);
	expect(new Set(signIns.map((s) => s.login)).size).toBe(signIns.length);
	for (const { name } of branches)
		expect(signIns.filter((s) => s.branch === name).map((s) => s.role)).toEqual(['attendant', 'technician', 'manager']);
});

test('how many of each', () => {
	const counts = Object.fromEntries(tables.map((t) => [t.name, [...t.rows(world)].length / world.customers]));
	expect(counts['contact']).toBeCloseTo(1.3, 1);
	expect(counts['subscription']).toBeCloseTo(1.15, 1);
	expect(counts['ticket']).toBeCloseTo(0.6, 1);
	expect(counts['customer']).toBe(1);
});

test('instants are written as the language writes them', () => {
	for (const ms of [0, 1, 999, 86_399_999, 1_795_000_000_123, world.cutoffMs]) expect(instantText(ms)).toBe(new Date(ms).toISOString());
});
