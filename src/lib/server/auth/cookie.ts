/** Name of the cookie that carries a browser's session token. */
export const sessionCookie = 'balcao_session';

/**
 * How to set it. The server decides when a session is over, so the cookie itself just lasts as long as browsers allow
 * (400 days): an office that keeps a tab open for weeks renews its session through the socket, which can set no cookie.
 */
export function sessionCookieOptions(https: boolean) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: 400 * 24 * 60 * 60 } as const;
}

/** Value of a cookie in a `Cookie` header, or null. Of two with one name none is taken: one of them was planted. */
export function readCookie(header: string | null | undefined, name: string): string | null {
	const values = (header ?? '')
		.split(';')
		.map((part) => part.trim())
		.filter((part) => part.startsWith(`${name}=`))
		.map((part) => part.slice(name.length + 1));
	return values.length === 1 && values[0] ? values[0] : null;
}
