import { describe, expect, it } from 'vitest';
import { useWorld } from './testing/use-world.ts';

const at = useWorld();

describe('pages of a first load', () => {
	it('[L3] a reader that goes away in the middle of a page harms nobody, and goes on after the last id it has', async () => {
		const branch = await at.world.branch('Centro');
		await at.world.pool.query(
			`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, remarks, created_at, updated_at)
			 select gen_random_uuid(), $1, i, 'natural', 'Ana ' || i, '52998224725', '2026-01-10', 'Rua A', 'Campinas', 'SP', repeat('x', 1000), now(), now() from generate_series(1, 5000) i`,
			[branch]
		);
		const { token } = await at.world.person('attendant', [branch]);
		const page = (after: string, signal: AbortSignal) =>
			fetch(`${at.world.url}/sync/page?table=customer&rows=5000${after}`, { headers: { authorization: `Bearer ${token}` }, signal });
		let first = '';
		for (let i = 0; i < 5; i++) {
			const gone = new AbortController();
			const reader = (await page('', gone.signal)).body!.getReader();
			first = new TextDecoder().decode((await reader.read()).value).slice(0, 36);
			gone.abort();
		}
		// And before anything came, at whatever point the node has reached by then.
		for (let i = 0; i < 40; i++) {
			const gone = new AbortController();
			const asked = page('', gone.signal).catch(() => undefined);
			for (let turns = 0; turns < 10 * i; turns++) await new Promise((done) => setImmediate(done));
			gone.abort();
			await asked;
		}
		const rest = await (await page(`&after=${first}`, new AbortController().signal)).text();
		expect(rest.trimEnd().split('\n').length).toBe(4999);
		expect(await at.world.centre.health()).toMatchObject({ ok: true });
	});
});
