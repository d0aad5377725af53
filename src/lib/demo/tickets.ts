import { dayFromNumber } from '#lib/domain/day/day.ts';
import { demoId } from './ids.ts';
import { outlineOf, type Outline } from './outline.ts';
import { ticketTypes } from './lists.ts';
import { chance, count, int, pick } from './random.ts';
import { staffOf } from './staff.ts';
import { dayNumberAt, instantOf, type World } from './world.ts';

export interface DemoTicket {
	readonly id: string;
	readonly outline: Outline;
	/** Year and a number that rises within it: what the caller is told. */
	readonly protocol: number;
	readonly subject: string;
	readonly status: 'open' | 'waiting' | 'closed';
	readonly authorId: string;
	/** Its place in `ticketTypes`. */
	readonly type: number;
	readonly assigneeId: string | null;
	readonly priority: 'low' | 'normal' | 'high' | 'urgent';
	readonly dueMs: number | null;
	readonly createdMs: number;
	readonly closedMs: number | null;
}

/** What people call about, and its place in `ticketTypes`. */
const subjects: readonly (readonly [subject: string, type: number])[] = [
	['Sem conexão', 0],
	['Sem conexão', 0],
	['Lentidão', 1],
	['Lentidão à noite', 1],
	['Wi-Fi não alcança todos os cômodos', 1],
	['Segunda via da fatura', 2],
	['Segunda via da fatura', 2],
	['Mudança de endereço', 4],
	['Troca de plano', 3],
	['Troca de senha do Wi-Fi', 6],
	['Dúvida sobre valor da fatura', 2],
	['Quedas frequentes', 0],
	['Luz vermelha na ONU', 0],
	['Alteração do vencimento', 2],
	['Desbloqueio em confiança', 2],
	['Instalação de ponto adicional', 4],
	['Cancelamento', 5],
	['Cabo rompido na rua', 0],
	['Atualização de cadastro', 6],
	['Comprovante de pagamento enviado', 2],
	['TV não abre os canais', 1],
	['Abertura de porta para câmeras', 6]
];

/** About six for ten customers, over the last year, in the order in which people called; the last days' are mostly open. */
export function* tickets(world: World): Generator<DemoTicket> {
	const total = Math.round(world.customers * 0.6);
	let year = 0;
	let ofYear = 0;
	for (let t = 0; t < total; t++) {
		const random = world.random('ticket', t);
		const daysAgo = 365 * (1 - (t + 0.5) / total);
		const day = world.todayNumber - 1 - Math.floor(daysAgo);
		// Eight in the morning to eight in the evening; the fraction keeps the order within a day.
		const createdMs = instantOf(day, 8 + 12 * (1 - (daysAgo - Math.floor(daysAgo))));
		const outline = somebody(world, t, createdMs);
		if (!outline) continue;
		const ofDay = Number(dayFromNumber(dayNumberAt(createdMs)).slice(0, 4));
		ofYear = ofDay === year ? ofYear + 1 : 1;
		year = ofDay;
		const status = chance(random, daysAgo < 1 ? 0.75 : daysAgo < 4 ? 0.35 : daysAgo < 20 ? 0.05 : 0)
			? chance(random, 0.7)
				? 'open'
				: 'waiting'
			: 'closed';
		const [subject, type] = pick(random, subjects);
		const { dueHours } = ticketTypes[type]!;
		const people = staffOf(world, outline.branch);
		yield {
			id: demoId(world.seed, 'ticket', t, createdMs),
			outline,
			protocol: year * 10_000_000 + ofYear,
			subject,
			type,
			status,
			authorId: pick(random, people).id,
			assigneeId: status === 'open' && chance(random, 0.45) ? null : pick(random, people).id,
			priority: (['normal', 'high', 'urgent', 'low'] as const)[count(random, [0.8, 0.12, 0.03, 0.05])]!,
			dueMs: dueHours === null ? null : createdMs + dueHours * 3_600_000,
			createdMs,
			closedMs: status === 'closed' ? Math.min(createdMs + int(random, 5, 2 * 24 * 60) * 60_000, world.cutoffMs - 1) : null
		};
	}
}

/** Who called: somebody who was a customer at the time. Null after a few tries, in a very young office. */
function somebody(world: World, t: number, atMs: number): Outline | null {
	const random = world.random('caller', t);
	for (let i = 0; i < 20; i++) {
		const outline = outlineOf(world, int(random, 0, world.customers - 1));
		if (outline.createdMs < atMs && (outline.left === null || instantOf(outline.left, 0) > atMs)) return outline;
	}
	return null;
}
