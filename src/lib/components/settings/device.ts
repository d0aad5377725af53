/** Browser and system out of a user agent, in a few words; null when nothing is recognised. */
export function deviceOf(userAgent: string | null): string | null {
	if (!userAgent) return null;
	if (/headless-replica|balcao/i.test(userAgent)) return userAgent.split(' ')[0] ?? null;
	const browser = /Edg\//.test(userAgent)
		? 'Edge'
		: /OPR\//.test(userAgent)
			? 'Opera'
			: /Firefox\//.test(userAgent)
				? 'Firefox'
				: /Chrome\//.test(userAgent)
					? 'Chrome'
					: /Safari\//.test(userAgent)
						? 'Safari'
						: null;
	const system = /Windows/.test(userAgent)
		? 'Windows'
		: /Android/.test(userAgent)
			? 'Android'
			: /iPhone|iPad/.test(userAgent)
				? 'iOS'
				: /Mac OS X/.test(userAgent)
					? 'macOS'
					: /CrOS/.test(userAgent)
						? 'ChromeOS'
						: /Linux/.test(userAgent)
							? 'Linux'
							: null;
	return [browser, system].filter(Boolean).join(' · ') || null;
}
