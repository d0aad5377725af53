import type { Role } from '#lib/domain/permissions.ts';
import { demoId } from './ids.ts';
import { branches } from './places.ts';
import { signIns } from './sign-ins.ts';
import { dayMs, type World } from './world.ts';

export interface StaffMember {
	readonly id: string;
	readonly login: string;
	readonly name: string;
	readonly role: Role;
	/** Numbers of the branches in which the person works. An administrator works in all and has none here. */
	readonly branches: readonly number[];
}

/** People of the provider, in the order of `signIns`, then a second attendant per branch who is not offered to sign in. */
const names = [
	'Helena Vasconcelos',
	'Rui Castilho',
	'Lívia Arantes',
	'Nilson Ferraz',
	'Odete Brandão',
	'Tainá Siqueira',
	'Jonas Caldeira',
	'Eunice Falcão',
	'Bárbara Meireles',
	'Dirceu Pacheco',
	'Norberto Sampaio',
	'Cíntia Veloso',
	'Wilson Damasceno',
	'Iracema Leal',
	'Raquel Peixoto',
	'Celso Fontes',
	'Aurora Guedes'
];
const secondAttendants = ['Ígor Coutinho', 'Melissa Rezende', 'Caetano Furtado', 'Dalva Bezerra', 'Ulisses Serrano'];

/** When the provider began: nine years before today. */
export function foundedMs(world: World): number {
	return world.cutoffMs - 9 * 365 * dayMs;
}

export function branchId(world: World, branch: number): string {
	return demoId(world.seed, 'branch', branch, foundedMs(world) + branch * 1000);
}

const made = new WeakMap<World, readonly StaffMember[]>();

export function staff(world: World): readonly StaffMember[] {
	let list = made.get(world);
	if (!list) made.set(world, (list = makeStaff(world)));
	return list;
}

function makeStaff(world: World): readonly StaffMember[] {
	const id = (n: number) => demoId(world.seed, 'app_user', n, foundedMs(world) + 60_000 + n * 1000);
	const all = branches.map((_, b) => b);
	const offered = signIns.map(({ login, role, branch }, n): StaffMember => {
		const own = branches.findIndex((b) => b.name === branch);
		return { id: id(n), login, name: names[n] ?? login, role, branches: role === 'administrator' ? [] : own === -1 ? all : [own] };
	});
	const others = branches.map(({ name }, b): StaffMember => {
		const first = signIns.find((s) => s.branch === name && s.role === 'attendant');
		return {
			id: id(signIns.length + b),
			login: `${first?.login ?? name}.2`,
			name: secondAttendants[b] ?? name,
			role: 'attendant',
			branches: [b]
		};
	});
	return [...offered, ...others];
}

const office = new WeakMap<World, readonly (readonly StaffMember[])[]>();

/** Who works in a branch: they write its observations and tickets. Finance, which is in all, is not among them. */
export function staffOf(world: World, branch: number): readonly StaffMember[] {
	let lists = office.get(world);
	if (!lists)
		office.set(world, (lists = branches.map((_, b) => staff(world).filter((s) => s.branches.length === 1 && s.branches[0] === b))));
	return lists[branch] ?? [];
}

const attendants = new WeakMap<World, readonly (readonly StaffMember[])[]>();

export function attendantsOf(world: World, branch: number): readonly StaffMember[] {
	let lists = attendants.get(world);
	if (!lists) attendants.set(world, (lists = branches.map((_, b) => staffOf(world, b).filter((s) => s.role === 'attendant'))));
	return lists[branch] ?? [];
}

export function administrator(world: World): StaffMember {
	const found = staff(world).find((s) => s.role === 'administrator');
	if (!found) throw new Error('the demonstration has no administrator');
	return found;
}
