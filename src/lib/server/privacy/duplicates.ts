import { rows, type Connection } from '#sync-server/database.ts';

/**
 * Ids of the record and of every duplicate that was merged into it, also by way of another one: all are the same person. As far as
 * the rights of the connection reach.
 */
export async function withDuplicates(connection: Connection, id: string): Promise<string[]> {
	const found = await rows<{ id: string }>(
		connection,
		`with recursive same as (select id from customer where id = $1 union select c.id from customer c join same on c.merged_into_id = same.id) select id from same`,
		[id]
	);
	return found.map((one) => one.id);
}
