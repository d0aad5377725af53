import { billingOf, type DemoSubscription } from './billing.ts';
import { demoId } from './ids.ts';
import type { Outline } from './outline.ts';
import { fold } from '#lib/domain/search/fold.ts';
import { customerOf, landline } from './customer.ts';
import { chance, int, pick, type Random } from './random.ts';
import { attendantsOf } from './staff.ts';
import { dayMs, instantOf, type World } from './world.ts';

/** When and by whom an item was taken off a plan. */
export interface Deletion {
	readonly ms: number;
	readonly byId: string | null;
}
interface Item {
	readonly id: string;
	readonly subscriptionId: string;
	readonly createdMs: number;
	readonly deleted: Deletion | null;
}
export interface DemoItems {
	readonly logins: readonly (Item & { readonly username: string })[];
	readonly emails: readonly (Item & { readonly address: string })[];
	readonly ips: readonly (Item & {
		readonly ip: string | null;
		readonly mac: string;
		readonly mac2: string | null;
		readonly onuMac: string | null;
	})[];
	readonly terminals: readonly (Item & { readonly number: string })[];
	readonly tvCards: readonly (Item & { readonly smartcard: string; readonly casNumber: string })[];
	readonly contracts: readonly (Item & { readonly number: number; readonly signed: number })[];
	readonly equipment: readonly {
		readonly id: string;
		readonly kind: string;
		readonly serialNumber: string;
		readonly assetNumber: number;
		readonly createdMs: number;
	}[];
}

const equipmentKinds = ['ONU', 'Roteador Wi-Fi 6', 'Roteador Wi-Fi 5', 'Set-top box'] as const;
/** Domain of the provider's own mailboxes. */
const mailDomain = 'tuvira.example';

/** The id of a customer's k-th subscription, and when it was made: the same as in the table of subscriptions. */
export function subscriptionOf(world: World, outline: Outline, k: number, s: DemoSubscription): { id: string; createdMs: number } {
	const createdMs = k === 0 ? outline.createdMs + 30_000 : instantOf(s.started, 9);
	return { id: demoId(world.seed, 'subscription', outline.n * 4 + k, createdMs), createdMs };
}

/** Everything that hangs on a customer's plans: a login each, mostly an address, here and there a mailbox, a terminal, TV. */
export function itemsOf(world: World, outline: Outline): DemoItems {
	const random = world.random('items', outline.n);
	const customer = customerOf(world, outline);
	const out = {
		logins: [] as DemoItems['logins'][number][],
		emails: [] as DemoItems['emails'][number][],
		ips: [] as DemoItems['ips'][number][],
		terminals: [] as DemoItems['terminals'][number][],
		tvCards: [] as DemoItems['tvCards'][number][],
		contracts: [] as DemoItems['contracts'][number][],
		equipment: [] as DemoItems['equipment'][number][]
	};
	const people = attendantsOf(world, outline.branch);
	for (const [k, s] of billingOf(world, outline).subscriptions.entries()) {
		const subscription = subscriptionOf(world, outline, k, s);
		let made = 0;
		const item = (table: string, deleted: Deletion | null = null): Item => {
			const createdMs = subscription.createdMs + 60_000 * ++made;
			return {
				id: demoId(world.seed, table, (outline.n * 4 + k) * 8 + made, createdMs),
				subscriptionId: subscription.id,
				createdMs,
				deleted
			};
		};
		// What a cancelled plan had was taken off when it ended; some things were replaced long ago.
		const atEnd: Deletion | null =
			s.ended === null ? null : { ms: Math.min(instantOf(s.ended, 15), world.cutoffMs - 1), byId: people[0]?.id ?? null };
		const earlier: Deletion = {
			ms: Math.min(subscription.createdMs + int(random, 20, 300) * dayMs, world.cutoffMs - 1),
			byId: pick(random, people).id
		};
		const username = `${fold(customer.name)
			.replace(/[^a-z]+/g, '.')
			.replace(/^\.|\.$/g, '')
			.slice(0, 24)}.${customer.code}${k > 0 ? `-${k + 1}` : ''}`;
		out.logins.push({ ...item('login', atEnd), username });
		if (chance(random, 0.04)) out.logins.push({ ...item('login', earlier), username: `${username}.antigo` });
		if (chance(random, 0.75)) out.ips.push({ ...item('ip_assignment', atEnd), ...network(random, outline.n * 4 + k) });
		if (chance(random, 0.05)) out.ips.push({ ...item('ip_assignment', earlier), ...network(random, 2_000_000 + outline.n * 4 + k) });
		if (chance(random, 0.12))
			out.emails.push({
				...item('email_account', chance(random, 0.15) ? earlier : atEnd),
				address: `${username.replace(/-\d$/, '')}@${mailDomain}`
			});
		if (chance(random, outline.legal ? 0.3 : 0.04))
			out.terminals.push({ ...item('voice_terminal', chance(random, 0.1) ? earlier : atEnd), number: landline(random, customer.city) });
		if (!outline.legal && chance(random, 0.08))
			out.tvCards.push({ ...item('tv_card', atEnd), smartcard: digits(random, 11), casNumber: digits(random, 8) });
		if (chance(random, 0.92)) out.contracts.push({ ...item('contract'), number: 100_001 + outline.n * 4 + k, signed: s.started });
		if (s.ended === null) {
			const one = item('equipment');
			out.equipment.push({
				id: one.id,
				kind: pick(random, equipmentKinds.slice(0, 3)),
				serialNumber: serial(random),
				assetNumber: 500_000 + outline.n * 4 + k,
				createdMs: one.createdMs
			});
		}
	}
	return out;
}

/** What lies in the local stock of a branch: thirty boxes each. */
export function stockOf(world: World, branch: number): DemoItems['equipment'] {
	return Array.from({ length: 30 }, (_, k) => {
		const random = world.random('stock', branch * 100 + k);
		const createdMs = world.cutoffMs - int(random, 2, 200) * dayMs;
		return {
			id: demoId(world.seed, 'stock', branch * 100 + k, createdMs),
			kind: pick(random, equipmentKinds),
			serialNumber: serial(random),
			assetNumber: 100_000 + branch * 1000 + k,
			createdMs
		};
	});
}

function network(random: Random, n: number) {
	return {
		// 100.64.0.0/10 is what providers number their own customers from (RFC 6598).
		ip: chance(random, 0.9) ? `100.${64 + ((n >>> 16) & 63)}.${(n >>> 8) & 255}.${n & 255}` : null,
		mac: mac(random),
		mac2: chance(random, 0.06) ? mac(random) : null,
		onuMac: chance(random, 0.7) ? mac(random) : null
	};
}

/** Twelve hexadecimal digits of a locally administered address: nobody's real device. */
function mac(random: Random): string {
	let out = '02';
	for (let i = 0; i < 10; i++) out += Math.floor(random() * 16).toString(16);
	return out;
}

function serial(random: Random): string {
	let out = 'TVRA';
	for (let i = 0; i < 8; i++)
		out += Math.floor(random() * 16)
			.toString(16)
			.toUpperCase();
	return out;
}

function digits(random: Random, length: number): string {
	let out = '';
	for (let i = 0; i < length; i++) out += Math.floor(random() * 10);
	return out;
}
