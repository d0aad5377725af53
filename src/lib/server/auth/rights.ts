import type { Actor } from '#lib/sync/model.ts';
import type { Queryable } from './queryable.ts';

/**
 * Who this person is and what they may see now, or null when the person is unknown or inactive. An administrator works in
 * every active branch; everybody else in their own active ones. Branches are sorted, so that equal rights are equal text.
 */
export async function loadActor(db: Queryable, userId: string, ip?: string): Promise<Actor | null> {
	const { rows } = await db.query<{ login: string; name: string; role: string; branches: string[] }>(
		`select u.login, u.name, u.role, array(
			select b.id::text from branch b
			where b.active and (u.role = 'administrator' or exists (select from user_branch ub where ub.user_id = u.id and ub.branch_id = b.id))
			order by b.id
		) as branches
		from app_user u where u.id = $1 and u.active`,
		[userId]
	);
	const user = rows[0];
	return user ? { userId, login: user.login, name: user.name, role: user.role, branchIds: user.branches, ip } : null;
}
