const headers: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};

/** Adds what tells the browser to be strict. The content security policy of pages is in svelte.config.js. */
export function secure(response: Response, url: URL): Response {
	for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
	// Browsers heed it over https only; there a provider's address never goes back to http.
	if (url.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=31536000');
	return response;
}
