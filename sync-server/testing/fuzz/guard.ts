/**
 * Looks at every frame and page that a replica receives. A row is leaked when its branch is not among the branches of the
 * rights that its socket was greeted with, when those rights were not held at any moment between the socket's opening and
 * its greeting, when they ended more than ten seconds ago, when it is an invoice and the reader a technician, or when it
 * carries a column outside the projection. What depends on times is judged when all is quiet: a change of rights is known
 * for sure only after its commit has been answered.
 */
import type { Projection } from '#lib/sync/projection.ts';
import { splitMessage } from '#lib/sync/protocol/down.ts';
import type { Actor } from '#lib/sync/model.ts';
import type { SocketSeen } from '../world.ts';
import type { Rights } from './rights.ts';

type Reader = Pick<Actor, 'role' | 'branchIds'>;
const forgivenMs = 10_000;

export class Guard {
	readonly #leaks: string[] = [];
	readonly #open: (() => void)[] = [];
	rows = 0;
	readonly modes: Record<string, number> = {};
	readonly #userId: string;
	readonly #rights: Rights;
	readonly #projections: ReadonlyMap<string, Projection>;
	readonly #readers = new Map<number, Reader>();

	constructor(userId: string, rights: Rights, projections: readonly Projection[]) {
		this.#userId = userId;
		this.#rights = rights;
		this.#projections = new Map(projections.map((p) => [p.name, p]));
	}

	/** What leaked since it was last asked. */
	judge(): string[] {
		for (const judge of this.#open.splice(0)) judge();
		return this.#leaks.splice(0);
	}

	frame(text: string, socket: SocketSeen): void {
		const { message, body } = splitMessage(text);
		if (message.t === 'welcome') {
			const { role, branchIds } = message.actor;
			const now = Date.now();
			this.#open.push(() => {
				if (!this.#rights.held(this.#userId, { role, branchIds }, socket.openedAt, now))
					this.#leak(`greeted with rights of another time: ${role} ${branchIds.join()}`);
			});
			this.#readers.set(socket.number, { role, branchIds });
			this.modes[message.mode] = (this.modes[message.mode] ?? 0) + 1;
		} else if (message.t === 'delta') {
			let from = 0;
			for (const section of message.sections) {
				this.#look(section.table, JSON.parse(body.slice(from, from + section.length)) as Row[], this.#readers.get(socket.number));
				from += section.length;
			}
		} else if (message.t === 'range') this.#look(message.table, JSON.parse(body) as Row[], this.#readers.get(socket.number));
	}

	/** COPY text of a first load, asked at `askedAt` and answered now. */
	page(table: string, text: string, askedAt: number): void {
		const p = this.#projections.get(table)!;
		const at = p.columns.indexOf('branch_id');
		const lines = text === '' ? [] : text.trimEnd().split('\n');
		this.rows += lines.length;
		if (p.scope !== 'branch') return;
		const now = Date.now();
		for (const branchId of new Set(lines.map((line) => line.split('\t')[at]!))) {
			this.#open.push(() => {
				if (!this.#rights.mayHaveRead(this.#userId, table, branchId, askedAt, now)) this.#leak(`page of ${table} with branch ${branchId}`);
			});
		}
	}

	#look(table: string, rows: readonly Row[], reader: Reader | undefined): void {
		const p = this.#projections.get(table);
		this.rows += rows.length;
		if (rows.length === 0) return;
		if (!reader || !p) return this.#leak(`${table} before a greeting`);
		if (Object.keys(rows[0]!).some((column) => !p.columns.includes(column)))
			this.#leak(`${table} with columns ${Object.keys(rows[0]!).join()}`);
		if (p.scope !== 'branch') return;
		if (table === 'invoice' && reader.role === 'technician') this.#leak('invoice to a technician');
		const now = Date.now();
		for (const branchId of new Set(rows.map((row) => String(row['branch_id'])))) {
			if (!reader.branchIds.includes(branchId)) this.#leak(`${table} of branch ${branchId}`);
			this.#open.push(() => {
				if (!this.#rights.mayHaveRead(this.#userId, table, branchId, now - forgivenMs, now))
					this.#leak(`${table} of branch ${branchId}, rights long gone`);
			});
		}
	}

	#leak(what: string): void {
		this.#leaks.push(what);
	}
}

type Row = Readonly<Record<string, unknown>>;
