import { createSubscriber } from 'svelte/reactivity';

/** The time, reactive: whoever reads it is drawn again at that rhythm, and the timer runs only while somebody does. */
function every(milliseconds: number): () => Date {
	const subscribe = createSubscriber((update) => {
		const timer = setInterval(update, milliseconds);
		return () => {
			clearInterval(timer);
		};
	});
	return () => {
		subscribe();
		return new Date();
	};
}

export const eachSecond = every(1000);
export const eachMinute = every(60_000);
