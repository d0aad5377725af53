/** What is looked at: a web `Headers` or Node's header object wrapped in a function. */
type Header = (name: string) => string | null | undefined;

/**
 * Whether a request that carries a cookie comes from our own pages. Browsers add the cookie to requests that other sites
 * make them send; they also say where those came from, in headers that a page cannot forge. `Sec-Fetch-Site` where there
 * is one (it also tells http from https), else the host of `Origin`; neither means that no browser of today sent it,
 * and then a cookie is refused: programs use a bearer token. `host` is ours, with port.
 */
export function isSameOrigin(header: Header, host: string): boolean {
	const site = header('sec-fetch-site');
	if (site) return site === 'same-origin';
	return isSameOriginSocket(header, host);
}

/** Whether an `Origin`, if there is one, is ours: for requests that carry no credential yet (the sign-in itself). */
export function isForeignOrigin(header: Header, host: string): boolean {
	return Boolean(header('origin')) && !isSameOrigin(header, host);
}

/** The same for a websocket: browsers always send `Origin` with one, and not all say `Sec-Fetch-Site`. */
export function isSameOriginSocket(header: Header, host: string): boolean {
	return originHost(header('origin')) === host.toLowerCase();
}

function originHost(origin: string | null | undefined): string | null {
	try {
		return new URL(origin ?? '').host.toLowerCase();
	} catch {
		return null;
	}
}
