import type { Queryable } from '#lib/server/auth/queryable.ts';
import type { PostalAnswer, PostalCodes } from './port.ts';

const dayMs = 86_400_000;
/** Streets are renamed seldom; a CEP that did not exist may be issued next week. */
const keptMs = { found: 180 * dayMs, unknown: 2 * dayMs } as const;

interface Row {
	readonly street: string | null;
	readonly district: string | null;
	readonly city: string | null;
	readonly state: string | null;
	readonly found: number;
	readonly asked_at: string | Date;
}

/**
 * Asks Postgres first, so that a busy office asks the service once per CEP. When nobody answers, an old answer is better
 * than none.
 */
export function cachedPostalCodes(inner: PostalCodes, db: Queryable, now: () => Date = () => new Date()): PostalCodes {
	return {
		async lookUp(postalCode) {
			const { rows } = await db.query<Row>(
				'select street, district, city, state, found, asked_at from postal_code_cache where postal_code = $1',
				[postalCode]
			);
			const [row] = rows;
			const kept = row ? answerOf(postalCode, row) : null;
			if (row && kept && now().getTime() - new Date(row.asked_at).getTime() < (row.found ? keptMs.found : keptMs.unknown)) return kept;
			const answer = await inner.lookUp(postalCode);
			if (answer.kind === 'unavailable') return kept ?? answer;
			const address = answer.kind === 'found' ? answer.address : null;
			await db.query(
				`insert into postal_code_cache (postal_code, street, district, city, state, found, asked_at) values ($1, $2, $3, $4, $5, $6, $7)
				on conflict (postal_code) do update set street = excluded.street, district = excluded.district, city = excluded.city,
				state = excluded.state, found = excluded.found, asked_at = excluded.asked_at`,
				[
					postalCode,
					address?.street ?? null,
					address?.district ?? null,
					address?.city ?? null,
					address?.state ?? null,
					address ? 1 : 0,
					now().toISOString()
				]
			);
			return answer;
		}
	};
}

function answerOf(postalCode: string, row: Row): PostalAnswer {
	if (!row.found || row.city === null || row.state === null) return { kind: 'unknown' };
	return { kind: 'found', address: { postalCode, street: row.street, district: row.district, city: row.city, state: row.state } };
}
