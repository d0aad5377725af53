import type { Actor } from '#lib/sync/model.ts';

export interface HeadlessSession {
	readonly token: string;
	readonly user: Actor;
	readonly offlineHours: number | null;
}

/** Why a headless replica cannot go on, as one sentence for the person at the console. */
export class HeadlessError extends Error {
	override readonly name = 'HeadlessError';
}

/** Signs in at the centre and takes the session's token. Rejects with a HeadlessError that says what to do. */
export async function signIn(url: string, login: string, password: string): Promise<HeadlessSession> {
	const response = await fetch(new URL('/api/session', url), {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-balcao-client': 'headless' },
		body: JSON.stringify({ login, password })
	}).catch((error: unknown) => {
		throw new HeadlessError(`The centre at ${url} cannot be reached (${reasonOf(error)}).`);
	});
	const body = (await response.json().catch(() => ({}))) as Partial<{
		token: string;
		user: Omit<Actor, 'userId'> & { id: string };
		offlineHours: number | null;
		code: string;
		detail: { seconds?: number };
	}>;
	if (response.status === 429) throw new HeadlessError(`Too many attempts: try again in ${body.detail?.seconds ?? 60} seconds.`);
	if (response.status === 401) throw new HeadlessError(`The centre does not know this user with this password: ${login}.`);
	if (!response.ok || body.token === undefined || body.user === undefined)
		throw new HeadlessError(`${url} does not answer like a centre (HTTP ${response.status}${body.code ? `, ${body.code}` : ''}).`);
	const { id, ...person } = body.user;
	return { token: body.token, user: { userId: id, ...person }, offlineHours: body.offlineHours ?? null };
}

/** Ends the session; one that has ended already, or a centre that is away, is no failure. */
export async function signOut(url: string, token: string): Promise<void> {
	await fetch(new URL('/api/session', url), {
		method: 'DELETE',
		headers: { authorization: `Bearer ${token}` },
		signal: AbortSignal.timeout(2_000)
	}).catch(() => undefined);
}

function reasonOf(error: unknown): string {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	if (cause instanceof Error && 'code' in cause) return String(cause.code);
	return cause instanceof Error ? cause.message : String(cause);
}
