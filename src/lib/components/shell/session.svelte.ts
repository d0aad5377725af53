import type { Actor, Refusal } from '#lib/sync/model.ts';
import { call, unreachable, type Answer } from './http.ts';

/** Who is signed in, as the centre describes it. The token is in a cookie that no script can read. */
export interface SignedIn {
	readonly user: {
		readonly id: string;
		readonly login: string;
		readonly name: string;
		readonly role: string;
		readonly branchIds: readonly string[];
	};
	/** Hours that a signed-in office may go on without the centre. */
	readonly offlineHours: number | null;
}
interface Kept extends SignedIn {
	/** ISO 8601: when the centre last said who this is. */
	readonly lastContactAt: string;
}

const key = 'balcao.session';
/** Set when somebody signed out while the centre was away: its session is ended at the next contact. */
const owedKey = 'balcao.session.end';

function isKept(value: unknown): value is Kept {
	if (typeof value !== 'object' || value === null || !('user' in value) || !('lastContactAt' in value)) return false;
	const user = value.user;
	return (
		typeof user === 'object' &&
		user !== null &&
		'id' in user &&
		typeof user.id === 'string' &&
		'login' in user &&
		'branchIds' in user &&
		Array.isArray(user.branchIds) &&
		typeof value.lastContactAt === 'string'
	);
}

function storage<T>(use: (store: Storage) => T, otherwise: T): T {
	try {
		return use(localStorage);
	} catch {
		return otherwise;
	}
}

function read(): Kept | null {
	return storage((store) => {
		const kept: unknown = JSON.parse(store.getItem(key) ?? 'null');
		return isKept(kept) ? kept : null;
	}, null);
}

/** Whether the last to leave this window did so by "Sair": the next one starts at the front door, not where they were. */
let onPurpose = false;

let kept = $state.raw<Kept | null>(typeof localStorage === 'undefined' ? null : read());

function keep(next: Kept | null): void {
	kept = next;
	storage((store) => {
		if (next) store.setItem(key, JSON.stringify(next));
		else store.removeItem(key);
	}, undefined);
}

const owes = (): boolean => storage((store) => store.getItem(owedKey) !== null, false);
const owe = (yes: boolean): void => {
	storage((store) => {
		if (yes) store.setItem(owedKey, '1');
		else store.removeItem(owedKey);
	}, undefined);
};

// Signing in or out in one tab is signing in or out in all of them.
if (typeof window !== 'undefined') {
	window.addEventListener('storage', (event) => {
		if (event.key === key) kept = read();
	});
}

export const session = {
	/** Null when nobody is signed in on this computer. */
	get current(): SignedIn | null {
		return kept;
	},
	/** When the centre last confirmed it, ISO 8601. */
	get lastContactAt(): string | null {
		return kept?.lastContactAt ?? null;
	},

	get leftOnPurpose(): boolean {
		return onPurpose;
	},

	/** Refusals: `sign_in_failed`, `too_many_attempts` with `detail.seconds`, `centre_unreachable`. */
	async signIn(login: string, password: string): Promise<Answer<SignedIn>> {
		const answer = await call<SignedIn>('POST', '/api/session', { login, password });
		if (answer.ok) {
			owe(false);
			onPurpose = false;
			keep({ ...answer.value, lastContactAt: new Date().toISOString() });
		}
		return answer;
	},

	/**
	 * Asks the centre who this is. Its refusals `not_signed_in` and `wiped` are answered as they are and change nothing
	 * here: what must happen to the replica is for the caller to say.
	 */
	async confirm(): Promise<Answer<SignedIn>> {
		if (owes()) {
			const ended = await call('DELETE', '/api/session');
			if (!ended.ok) return ended;
			owe(false);
			return { ok: false, code: 'not_signed_in' };
		}
		const answer = await call<SignedIn>('GET', '/api/session');
		if (answer.ok) keep({ ...answer.value, lastContactAt: new Date().toISOString() });
		return answer;
	},

	/** The centre was heard just now, over whichever line. Written at most once a minute. */
	heard(): void {
		if (kept && Date.now() - Date.parse(kept.lastContactAt) > 60_000) keep({ ...kept, lastContactAt: new Date().toISOString() });
	},

	/** Forgets who is signed in on this computer, without a word to the centre. */
	forget(): void {
		keep(null);
	},

	/** This computer's data is erased as the centre ordered: the centre hears of it, at the next contact if not now. */
	async confirmWipe(): Promise<void> {
		await endAtCentre();
	},

	/** Ends the session. Without the centre it ends here at once, and there at the next contact. */
	async signOut(): Promise<void> {
		onPurpose = true;
		keep(null);
		await endAtCentre();
	}
};

async function endAtCentre(): Promise<void> {
	owe(true);
	const answer: Answer<undefined> | Refusal = await call<undefined>('DELETE', '/api/session');
	if (answer.ok || answer.code !== unreachable.code) owe(false);
}

/** The person as the engine knows them. */
export function actorOf({ user }: SignedIn): Actor {
	return { userId: user.id, login: user.login, name: user.name, role: user.role, branchIds: user.branchIds };
}

/** The signed-in person (checklist 9). For screens inside the office, where there always is one. */
export function currentUser(): SignedIn['user'] {
	if (!kept) throw new Error('nobody is signed in');
	return kept.user;
}
