import type { Pool } from 'pg';
import { checkServer, normaliseServer, type ServerInput, type ServerSummary } from '#lib/domain/network/server.ts';
import { withOwnAccess, asActor } from '#lib/server/auth/as-actor.ts';
import { iso } from '#lib/server/auth/queryable.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';

/** By name. */
export async function listServers(pool: Pool): Promise<readonly ServerSummary[]> {
	const { rows } = await pool.query<ServerSummary>(
		`select id, name, address, kind, coa_port as "coaPort", active, ${iso('answered_at')} as "answeredAt", ${iso('failing_since')} as "failingSince", failure
		from network_server order by name, id`
	);
	return rows;
}

/**
 * Enters a NAS, or changes one (`id`); a secret that is left out stays as it is. FreeRADIUS knows it at its next packet.
 * Refusals: those of checkServer, network_server_known (the address), not_found.
 */
export async function saveServer(
	pool: Pool,
	id: string | null,
	input: ServerInput,
	by: Actor,
	now: Date
): Promise<Outcome<{ id: string }>> {
	const wanted = normaliseServer(input);
	const wrong = checkServer(wanted, id === null);
	if (wrong) return wrong;
	// As the person, because Histórico says who it was; with the node's access, because nobody else may see a secret.
	return await asActor(pool, by, (connection) =>
		withOwnAccess(connection, by, async (): Promise<Outcome<{ id: string }>> => {
			const { rowCount: taken } = await connection.query(`select from network_server where address = $1 and id is distinct from $2::uuid`, [
				wanted.address,
				id
			]);
			if (taken) return refuse('network_server_known', { field: 'address', detail: { address: wanted.address } });
			const values = [wanted.name, wanted.address, wanted.secret, wanted.kind, wanted.coaPort, wanted.active, now, by.userId];
			if (id === null) {
				const made = newUuid();
				await connection.query(
					`insert into network_server (name, address, secret, kind, coa_port, active, created_at, created_by, updated_at, updated_by, id) values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8, $9)`,
					[...values, made]
				);
				return ok({ id: made });
			}
			const { rowCount } = await connection.query(
				`update network_server set name = $1, address = $2, secret = coalesce($3, secret), kind = $4, coa_port = $5, active = $6, updated_at = $7, updated_by = $8 where id = $9`,
				[...values, id]
			);
			return rowCount === 1 ? ok({ id }) : refuse('not_found');
		})
	);
}
