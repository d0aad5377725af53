import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Projection } from './projection.ts';

/**
 * Names the shape of the replica's tables. Another hash means that rows on the wire would not fit: the replica is
 * rebuilt (new build here) or the tab is asked to reload (new build there). Not a secret, so a small hash does.
 */
export function schemaHash(projections: readonly Projection[]): string {
	const text = projections
		.map(
			(p) =>
				`${p.id} ${p.name} ${p.scope} ${getTableConfig(p.table)
					.columns.map((c) => `${c.name}:${c.getSQLType()}:${c.notNull}:${c.generated ? 'generated' : ''}`)
					.join(',')} ${p.columnList}`
		)
		.join('\n');
	return fnv1a(text, 0x811c9dc5) + fnv1a(text, 0x01000193);
}

function fnv1a(text: string, seed: number): string {
	let hash = seed;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, '0');
}
