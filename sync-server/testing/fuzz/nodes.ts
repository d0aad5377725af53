import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { NodeWord } from './node-process.ts';

/** Several sync nodes on one database, each a process that can be killed. */
export class Nodes {
	readonly logs: string[] = [];
	readonly #databaseUrl: string;
	readonly #slots: ({ child: ChildProcess; port: number | null } | null)[];
	#closed = false;

	private constructor(databaseUrl: string, count: number) {
		this.#databaseUrl = databaseUrl;
		this.#slots = Array.from({ length: count }, () => null);
	}

	static async open(databaseUrl: string, count: number): Promise<Nodes> {
		const nodes = new Nodes(databaseUrl, count);
		await Promise.all(nodes.#slots.map((_, i) => nodes.start(i)));
		return nodes;
	}

	get count(): number {
		return this.#slots.length;
	}

	/** Ports of the nodes that take connections. */
	get ports(): number[] {
		return this.#slots.flatMap((slot) => (slot?.port ? [slot.port] : []));
	}

	/** Resolves when the node takes connections. One that cannot reach its database ends, and is started again. */
	async start(i: number): Promise<void> {
		while (!this.#closed && this.#slots[i] === null) {
			const child = fork(join(import.meta.dirname, 'node-process.ts'), {
				env: { ...process.env, DATABASE_URL: this.#databaseUrl },
				stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
				execArgv: []
			});
			const slot = (this.#slots[i] = { child, port: null as number | null });
			child.stderr!.on('data', (text: Buffer) => this.#note(i, text.toString('utf8').trim()));
			await new Promise<void>((done) => {
				child.on('message', (word: NodeWord) => {
					if ('log' in word) return word.log.includes('fuzz.poison') ? undefined : this.#note(i, word.log);
					slot.port = word.port;
					done();
				});
				child.once('exit', () => {
					if (this.#slots[i] === slot) this.#slots[i] = null;
					done();
				});
			});
		}
	}

	/** kill -9. */
	async kill(i: number): Promise<void> {
		const slot = this.#slots[i];
		if (!slot) return;
		this.#slots[i] = null;
		const ended = new Promise((done) => slot.child.once('exit', done));
		slot.child.kill('SIGKILL');
		await ended;
	}

	async close(): Promise<void> {
		this.#closed = true;
		await Promise.all(this.#slots.map((_, i) => this.kill(i)));
	}

	#note(i: number, line: string): void {
		this.logs.push(`${new Date().toISOString().slice(11, 23)} node ${i}: ${line}`);
		if (this.logs.length > 2_000) this.logs.splice(0, 1_000);
	}
}
