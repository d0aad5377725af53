import { billingMethods } from './collection.ts';
import { extraFields } from './lists.ts';
import { demoId } from './ids.ts';
import type { Outline } from './outline.ts';
import { branches, pickCity, pickStreet, type City } from './places.ts';
import { chance, int, pick, type Random } from './random.ts';
import type { DemoTicket } from './tickets.ts';
import { staffOf } from './staff.ts';
import { dayFromNumber } from '#lib/domain/day/day.ts';
import { dayMs, type World } from './world.ts';

export interface DemoAddress {
	readonly id: string;
	readonly type: number;
	readonly street: string;
	readonly number: string;
	readonly unit: string | null;
	readonly district: string;
	readonly city: City;
	readonly postalCode: string;
	readonly reference: string | null;
	readonly createdMs: number;
}

/** Outros Endereços: one customer in nine has another one. */
export function addressesOf(world: World, outline: Outline): readonly DemoAddress[] {
	const random = world.random('address', outline.n);
	if (!chance(random, outline.legal ? 0.25 : 0.08)) return [];
	const branch = branches[outline.branch];
	if (!branch) return [];
	const city = pickCity(random, branch);
	const createdMs = outline.createdMs + 120_000;
	return [
		{
			id: demoId(world.seed, 'address', outline.n, createdMs),
			type: int(random, 0, 4),
			...pickStreet(random, city),
			number: String(int(random, 5, 1900)),
			unit: chance(random, 0.2) ? `Sala ${int(random, 1, 40)}` : null,
			city,
			reference: chance(random, 0.3) ? 'Ao lado do mercado' : null,
			createdMs
		}
	];
}

export interface DemoExtraValue {
	readonly id: string;
	readonly field: number;
	readonly value: string;
	readonly createdMs: number;
}

export function extraValuesOf(world: World, outline: Outline): readonly DemoExtraValue[] {
	const random = world.random('extra', outline.n);
	const createdMs = outline.createdMs + 180_000;
	return extraFields.flatMap((field, n) => {
		if (field.owner !== 'customer' || !chance(random, 0.25)) return [];
		return [
			{
				id: demoId(world.seed, 'extra_field_value', outline.n * 8 + n, createdMs),
				field: n,
				value: extraValue(random, n, outline),
				createdMs
			}
		];
	});
}

function extraValue(random: Random, n: number, outline: Outline): string {
	const field = extraFields[n]!;
	if (field.kind === 'choice') return pick(random, field.choices!.split('\n'));
	if (field.kind === 'yes_no') return String(chance(random, 0.5));
	if (field.kind === 'date') return dayFromNumber(outline.registered + 365);
	return `CTO ${int(random, 1, 90)}, porta ${int(random, 1, 16)}`;
}

export interface DemoPayment {
	readonly id: string;
	readonly method: number;
	readonly status: 'authorised' | 'pending' | 'sent' | 'refused';
	readonly bankBranch: string | null;
	readonly accountNumber: string | null;
	readonly cardBrand: string | null;
	readonly cardLastFour: string | null;
	readonly cardExpiryMonth: number | null;
	readonly cardExpiryYear: number | null;
	readonly createdMs: number;
}

/** Dados Débitos: one customer in eight pays by account or card; the others by boleto, which needs no data. */
export function paymentsOf(world: World, outline: Outline): readonly DemoPayment[] {
	const random = world.random('payment_method', outline.n);
	if (!chance(random, 0.12)) return [];
	const card = chance(random, 0.5);
	const createdMs = outline.createdMs + 240_000;
	const year = Number(world.today.slice(0, 4));
	return [
		{
			id: demoId(world.seed, 'payment_method', outline.n, createdMs),
			method: billingMethods.findIndex((m) => m.kind === (card ? 'card' : 'bank_debit')),
			status: chance(random, 0.85) ? 'authorised' : pick(random, ['pending', 'sent', 'refused'] as const),
			bankBranch: card ? null : String(int(random, 1, 9899)).padStart(4, '0'),
			accountNumber: card ? null : `${int(random, 10_000, 999_999)}-${int(random, 0, 9)}`,
			cardBrand: card ? pick(random, ['Visa', 'Mastercard', 'Elo']) : null,
			cardLastFour: card ? String(int(random, 0, 9999)).padStart(4, '0') : null,
			cardExpiryMonth: card ? int(random, 1, 12) : null,
			cardExpiryYear: card ? year + int(random, 1, 5) : null,
			createdMs
		}
	];
}

export interface DemoEntry {
	readonly id: string;
	readonly kind: 'call' | 'message' | 'note' | 'status';
	readonly text: string | null;
	readonly from: string | null;
	readonly to: string | null;
	readonly atMs: number;
	readonly byId: string;
}

const said = [
	'Cliente ligou informando o problema. Feito teste de sinal, ONU responde.',
	'Reiniciado o roteador por telefone, cliente vai acompanhar.',
	'Sem sucesso no contato, caixa postal.',
	'Cliente confirmou que voltou ao normal.',
	'Enviada segunda via por e-mail.',
	'Encaminhado ao campo, aguardando equipe.',
	'Retorno feito, cliente ciente do prazo.'
];

/** What was written into a ticket: the first call, sometimes more, and its end. */
export function entriesOf(world: World, ticket: DemoTicket, n: number): readonly DemoEntry[] {
	const random = world.random('ticket_entry', n);
	const people = staffOf(world, ticket.outline.branch);
	const out: DemoEntry[] = [];
	const add = (entry: Omit<DemoEntry, 'id'>) =>
		out.push({ id: demoId(world.seed, 'ticket_entry', n * 8 + out.length, entry.atMs), ...entry });
	const end = ticket.closedMs ?? world.cutoffMs - 1;
	add({ kind: 'call', text: pick(random, said), from: null, to: null, atMs: ticket.createdMs, byId: ticket.authorId });
	if (chance(random, 0.35))
		add({
			kind: chance(random, 0.5) ? 'message' : 'note',
			text: pick(random, said),
			from: null,
			to: null,
			atMs: Math.floor(ticket.createdMs + (end - ticket.createdMs) * random()),
			byId: pick(random, people).id
		});
	if (ticket.closedMs !== null)
		add({ kind: 'status', text: null, from: 'open', to: 'closed', atMs: ticket.closedMs, byId: pick(random, people).id });
	else if (ticket.status === 'waiting')
		add({ kind: 'status', text: null, from: 'open', to: 'waiting', atMs: Math.floor((ticket.createdMs + end) / 2), byId: ticket.authorId });
	return out;
}

export interface DemoWorkOrder {
	readonly id: string;
	readonly number: number;
	readonly subject: string;
	readonly status: 'open' | 'scheduled' | 'done';
	readonly technicianId: string | null;
	readonly scheduledMs: number | null;
	readonly doneMs: number | null;
	readonly createdMs: number;
}

const work = [
	'Instalação de fibra',
	'Troca de ONU',
	'Reparo de cabo drop',
	'Mudança de endereço',
	'Verificação de sinal',
	'Instalação de ponto adicional'
];

/** One ticket in seven sends somebody out. */
export function workOrderOf(world: World, ticket: DemoTicket, n: number): DemoWorkOrder | null {
	const random = world.random('work_order', n);
	if (!chance(random, 0.14)) return null;
	const technicians = staffOf(world, ticket.outline.branch).filter((s) => s.role === 'technician');
	const createdMs = ticket.createdMs + 600_000;
	const done = ticket.closedMs !== null;
	const scheduled = done || chance(random, 0.6);
	return {
		id: demoId(world.seed, 'work_order', n, createdMs),
		number: 1_000_001 + n,
		subject: pick(random, work),
		status: done ? 'done' : scheduled ? 'scheduled' : 'open',
		technicianId: scheduled ? (technicians[0]?.id ?? null) : null,
		scheduledMs: scheduled
			? done
				? ticket.closedMs! - 3_600_000
				: world.cutoffMs + int(random, 0, 2) * dayMs + (9 + int(random, 0, 8)) * 3_600_000
			: null,
		doneMs: ticket.closedMs,
		createdMs
	};
}
