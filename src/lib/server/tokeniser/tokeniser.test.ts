import { expect, test } from 'vitest';
import { describeTokeniser, goodCard } from './contract.ts';
import { fakeTokeniser } from './fake.ts';
import { httpTokeniser } from './http.ts';
import { startTokeniserSimulator } from './simulator.ts';

describeTokeniser('the fake', () => {
	const fake = fakeTokeniser();
	return Promise.resolve({
		tokeniser: fake,
		fail: () => (fake.down = true),
		heal: () => (fake.down = false),
		close: () => Promise.resolve()
	});
});
describeTokeniser('over HTTP', async () => {
	const simulator = await startTokeniserSimulator();
	return {
		tokeniser: httpTokeniser(`${simulator.url}/`, { timeoutMs: 300 }),
		fail: () => (simulator.mode = 'broken'),
		heal: () => (simulator.mode = 'well'),
		close: simulator.close
	};
});

test.each(['slow', 'rude'] as const)('a %s service is unavailable, and its words are not repeated', async (mode) => {
	const simulator = await startTokeniserSimulator();
	simulator.mode = mode;
	expect(await httpTokeniser(simulator.url, { timeoutMs: 150 }).tokenise(goodCard)).toEqual({ kind: 'unavailable' });
	await simulator.close();
	expect(await httpTokeniser('http://127.0.0.1:1').tokenise(goodCard)).toEqual({ kind: 'unavailable' });
});
