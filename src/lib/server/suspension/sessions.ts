import type { Pool } from 'pg';
import type { NasAddress, NasSession } from '#lib/server/network/ask-nas.ts';
import type { SuspensionDirection } from '#lib/schema/suspension.ts';

/** An open session that goes on under the answer of before. */
export interface StaleSession extends NasSession {
	readonly suspensionId: string;
	readonly acctId: string;
	/** Null: the NAS is not among ours, or paused. */
	readonly nas: (NasAddress & { readonly id: string; readonly name: string }) | null;
}

/** A plan whose answer has changed, and since when. */
export interface Changed {
	readonly suspensionId: string;
	readonly direction: SuspensionDirection;
	/** ISO 8601. */
	readonly since: string;
}

/** As views 0014 say it to the NAS, and as FreeRADIUS writes down what comes back. */
const suspendedClass = `('suspenso', '0x' || encode('suspenso', 'hex'))`;

/**
 * The sessions of these plans that accounting has open and that were let in under the answer of before. The class that the NAS brings
 * back says which answer that was; one that brings none back is told by the
 * time, with the clock of the RADIUS server and a moment for a login that was on its way.
 */
export async function staleSessions(pool: Pool, changed: readonly Changed[]): Promise<readonly StaleSession[]> {
	if (changed.length === 0) return [];
	const { rows } = await pool.query<{
		suspension_id: string;
		acct_id: string;
		username: string;
		session: string;
		nas_ip: string;
		nas_id: string | null;
		name: string | null;
		address: string | null;
		port: number | null;
		secret: string | null;
	}>(
		`select c.id as suspension_id, a.radacctid::text as acct_id, a.username, a.acctsessionid as session, host(a.nasipaddress) as nas_ip,
			n.id as nas_id, n.name, n.address, n.coa_port as port, n.secret
		from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as c (id, direction, since)
		join suspension s on s.id = c.id
		-- A name that was taken off this plan may be another customer's by now.
		join login l on l.subscription_id = s.subscription_id
			and (l.deleted_at is null or not exists (select from login o where o.username = l.username and o.deleted_at is null))
		join radius.radacct a on a.username = l.username and a.acctstoptime is null
		left join network_server n on n.address = host(a.nasipaddress) and n.active
		where case when a.class is null then a.acctstarttime <= c.since + interval '2 seconds'
			else (a.class in ${suspendedClass}) = (c.direction = 'restore') end
		order by a.radacctid`,
		[changed.map((one) => one.suspensionId), changed.map((one) => one.direction), changed.map((one) => one.since)]
	);
	return rows.map((row) => ({
		suspensionId: row.suspension_id,
		acctId: row.acct_id,
		username: row.username,
		acctSessionId: row.session,
		nasIpAddress: row.nas_ip,
		nas:
			row.nas_id !== null && row.address !== null && row.port !== null && row.secret !== null
				? { id: row.nas_id, name: row.name ?? row.address, address: row.address, port: row.port, secret: row.secret }
				: null
	}));
}

/** The NAS says that there is no such session: accounting missed its end, e.g. because the NAS was restarted. */
export async function closeLost(pool: Pool, acctIds: readonly string[], now: string): Promise<void> {
	if (acctIds.length === 0) return;
	await pool.query(
		`update radius.radacct set acctstoptime = $2, acctterminatecause = 'Lost-Service', acctsessiontime = greatest(0, extract(epoch from $2::timestamptz - acctstarttime))::bigint
		where radacctid = any ($1::bigint[]) and acctstoptime is null`,
		[acctIds, now]
	);
}
