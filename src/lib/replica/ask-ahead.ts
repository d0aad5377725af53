import type { LiveHandlers, Replica } from './contract.ts';

/** A question that is kept answered for whoever comes to ask it. */
interface Held {
	answer: { readonly result: unknown } | null;
	readonly listeners: Set<LiveHandlers<unknown>>;
	readonly stop: () => void;
	/** Nobody came yet; null once somebody has. */
	patience: ReturnType<typeof setTimeout> | null;
}

/** Between knowing where somebody goes and the screen that asks: a slow computer's navigation, not a change of mind. */
const patienceMs = 5_000;
const held = new WeakMap<Replica, Map<string, Held>>();
const keyOf = (name: string, question: string): string => `${name} ${question}`;

/**
 * Asks a question before the screen that shows its answer is there: the worker reads while the page still navigates. Whoever asks the
 * same within 5 s by `liveAhead` goes on with this one subscription. JSON-equal arguments are the same question.
 */
export function askAhead(replica: Replica, name: string, args: unknown): void {
	const question = JSON.stringify(args);
	const questions = held.get(replica) ?? new Map<string, Held>();
	held.set(replica, questions);
	const key = keyOf(name, question);
	if (questions.has(key)) return;
	const listeners = new Set<LiveHandlers<unknown>>();
	const stop = replica.live(name, args, {
		rows: (result) => {
			one.answer = { result };
			for (const listener of [...listeners]) listener.rows(result);
		},
		failed: (error) => {
			one.answer = null;
			for (const listener of [...listeners]) listener.failed(error);
		}
	});
	const end = (): void => {
		questions.delete(key);
		stop();
	};
	const one: Held = { answer: null, listeners, stop: end, patience: setTimeout(end, patienceMs) };
	questions.set(key, one);
}

/** What is known already about a question that was asked ahead: its newest answer, or null. */
export function answerAhead(replica: Replica, name: string, question: string): { readonly result: unknown } | null {
	return held.get(replica)?.get(keyOf(name, question))?.answer ?? null;
}

/** `replica.live`, going on with what was asked ahead where it was. `question` is the arguments as JSON. */
export function liveAhead(replica: Replica, name: string, question: string, handlers: LiveHandlers<unknown>): () => void {
	const one = held.get(replica)?.get(keyOf(name, question));
	if (!one) return replica.live(name, JSON.parse(question), handlers);
	if (one.patience !== null) clearTimeout(one.patience);
	one.patience = null;
	one.listeners.add(handlers);
	if (one.answer) handlers.rows(one.answer.result);
	return () => {
		if (one.listeners.delete(handlers) && one.listeners.size === 0) one.stop();
	};
}
