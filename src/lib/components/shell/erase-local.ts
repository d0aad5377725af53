/** What may stay in the browser's small storage after somebody leaves: how the computer looks, and a debt to the centre. */
const kept = [/^balcao\.theme$/, /^balcao\.nav$/, /^balcao\.table\./, /^balcao\.session/];

/**
 * Removes drafts, open tabs and recent customers: names of people that must not outlive a sign-out or a wipe. Everything
 * under `balcao.` goes unless it is named above, so that a new kind of note is erased without anybody thinking of it.
 */
export function eraseLocal(stores: readonly Storage[] = [localStorage, sessionStorage]): void {
	for (const store of stores) {
		const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '');
		for (const key of keys) if (key.startsWith('balcao.') && !kept.some((rule) => rule.test(key))) store.removeItem(key);
	}
}
