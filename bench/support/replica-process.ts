/** A real replica in a process of its own, with a record open on its screen. Tells when a mark has reached it. */
import { serveParent } from './child.ts';
import { lastMark, markText } from './marks.ts';
import { isReady, openReplica, type BenchReplica, type ReplicaPlace } from './replica.ts';
import { nowMs } from './stats.ts';

let replica: BenchReplica | null = null;

const tell = serveParent({
	async open(place: ReplicaPlace) {
		const began = nowMs();
		// The frame's arrival is told apart from what the replica then does with it. A status names the last delta that is
		// in by the time the centre gave it.
		const marks = new Map<string, number>();
		replica = await openReplica(place, (message) => {
			if (!message.startsWith('{"t":"delta"')) return;
			const n = lastMark(message);
			if (n === null) return;
			tell('frame', { n, at: nowMs() });
			marks.set((JSON.parse(message.slice(0, message.indexOf('\n'))) as { at: string }).at, n);
		});
		replica.onStatus(({ dataAsOf }) => {
			for (const [at, n] of marks) {
				if (dataAsOf === null || at > dataAsOf) continue;
				marks.delete(at);
				tell('applied', { n, at: nowMs() });
			}
		});
		await replica.until(isReady);
		return { ms: nowMs() - began };
	},
	/** The self-check after a first load, so that it does not fall into what is measured. */
	verify: () => replica!.core.verifyNow(),
	/** Opens a customer as the record's page does: the record, its observations and readings, and a list beside it. */
	async show({ customerId, search }: { customerId: string; search: string }) {
		const first: Promise<void>[] = [];
		const live = (name: string, args: unknown, watch = false) =>
			first.push(
				new Promise((done, fail) => {
					replica!.core.live(name, args, {
						rows: (rows) => {
							done();
							const n = watch ? lastMark(JSON.stringify(rows)) : null;
							if (n !== null) tell('screen', { n, at: nowMs() });
						},
						failed: fail
					});
				})
			);
		live('customer.get', { id: customerId }, true);
		live('observation.list', { customerId });
		live('observation.mustRead', { customerId });
		live('customer.search', { text: search });
		await Promise.all(first);
	},
	/** Writes a mark as a person would, from the moment of the key press. */
	async write({ n, customerId }: { n: number; customerId: string }) {
		const at = nowMs();
		const result = await replica!.core.mutate('customer.update', { id: customerId, changes: { remarks: { from: null, to: markText(n) } } });
		if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
		return { at, saved: nowMs() };
	},
	/** A person's verb, from the moment of the click. */
	async mutate({ name, args }: { name: string; args: unknown }) {
		const at = nowMs();
		const result = await replica!.core.mutate(name, args);
		if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
		return { at, saved: nowMs(), value: result.value };
	},
	/** Watches a batch of suspensions as its screen does. Tells how many plans have which state whenever that changes. */
	watchBatch({ batchId }: { batchId: string }) {
		const { core } = replica!;
		core.live(
			'suspension.ofBatch',
			{ batchId },
			{
				rows(found) {
					const states: Record<string, number> = {};
					for (const { status } of (found as { plans: readonly { status: string }[] }).plans) states[status] = (states[status] ?? 0) + 1;
					tell('batch', { at: nowMs(), states });
				},
				failed: (error) => console.error(error)
			}
		);
	},
	stop: () => replica?.close()
});
