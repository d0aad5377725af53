import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerAhead, askAhead, liveAhead } from './ask-ahead.ts';
import type { LiveHandlers, Replica } from './contract.ts';

/** A replica that answers when the test says so. */
function replica() {
	const asked: { name: string; args: unknown; handlers: LiveHandlers<unknown>; ended: boolean }[] = [];
	const live = (name: string, args: unknown, handlers: LiveHandlers<unknown>) => {
		const one = { name, args, handlers, ended: false };
		asked.push(one);
		return () => void (one.ended = true);
	};
	return { replica: { live } as Partial<Replica> as Replica, asked };
}
const listener = () => ({ rows: vi.fn<(result: unknown) => void>(), failed: vi.fn<(error: Error) => void>() });
const question = JSON.stringify({ id: 'a' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('whoever asks what was asked ahead has the answer at once, and every later one, by one subscription', () => {
	const { replica: of, asked } = replica();
	askAhead(of, 'customer.get', { id: 'a' });
	askAhead(of, 'customer.get', { id: 'a' });
	expect(answerAhead(of, 'customer.get', question)).toBeNull();
	asked[0]!.handlers.rows('first');
	expect(answerAhead(of, 'customer.get', question)).toEqual({ result: 'first' });
	const [frame, office] = [listener(), listener()];
	const leave = liveAhead(of, 'customer.get', question, frame);
	const leaveToo = liveAhead(of, 'customer.get', question, office);
	vi.advanceTimersByTime(60_000);
	asked[0]!.handlers.rows('second');
	expect(frame.rows.mock.calls).toEqual([['first'], ['second']]);
	expect(office.rows.mock.calls).toEqual([['first'], ['second']]);
	expect(asked).toHaveLength(1);
	leave();
	leave();
	expect(asked[0]!.ended).toBe(false);
	leaveToo();
	expect(asked[0]!.ended).toBe(true);
	// Later it is a question as any other.
	liveAhead(of, 'customer.get', question, listener());
	expect(asked.map((one) => one.args)).toEqual([{ id: 'a' }, { id: 'a' }]);
});

test('a question that nobody comes for ends by itself', () => {
	const { replica: of, asked } = replica();
	askAhead(of, 'customer.get', { id: 'a' });
	vi.advanceTimersByTime(4_999);
	expect(asked[0]!.ended).toBe(false);
	vi.advanceTimersByTime(1);
	expect(asked[0]!.ended).toBe(true);
	expect(answerAhead(of, 'customer.get', question)).toBeNull();
});

test('an error is told, and no older answer is shown in its place', () => {
	const { replica: of, asked } = replica();
	askAhead(of, 'customer.get', { id: 'a' });
	asked[0]!.handlers.rows('first');
	const frame = listener();
	liveAhead(of, 'customer.get', question, frame);
	asked[0]!.handlers.failed(new Error('gone'));
	expect(frame.failed).toHaveBeenCalledOnce();
	expect(answerAhead(of, 'customer.get', question)).toBeNull();
});
