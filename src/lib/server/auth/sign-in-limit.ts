import { RateLimit } from './rate-limit.ts';

const quarter = 15 * 60 * 1000;

/**
 * Failed sign-ins per quarter of an hour. Three counters, so that neither of two attacks pays: many passwords for one
 * login (from one address, or from many), and one password for many logins. The tight one is login and address together:
 * a stranger who knows a login must not be able to lock its owner out of the branch office.
 */
export class SignInLimit {
	readonly #pair = new RateLimit({ limit: 5, windowMs: quarter });
	readonly #login = new RateLimit({ limit: 50, windowMs: quarter });
	readonly #address = new RateLimit({ limit: 50, windowMs: quarter });

	/** Counts one try; answers 0, or the seconds to wait. */
	take(login: string, ip: string, now: number): number {
		const address = network(ip);
		return this.#pair.take(pair(login, address), now) || this.#address.take(address, now) || this.#login.take(login, now);
	}

	/** The password was right: its tries are forgotten, and colleagues behind the same address are not held back by it. */
	succeeded(login: string, ip: string): void {
		const address = network(ip);
		this.#pair.clear(pair(login, address));
		this.#address.giveBack(address);
		this.#login.giveBack(login);
	}
}

const pair = (login: string, address: string) => `${login} ${address}`;

/** Who holds one IPv6 address holds its whole /64: they count as one. IPv4 written as IPv6 is IPv4. */
export function network(ip: string): string {
	const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
	if (v4?.[1]) return v4[1];
	if (!ip.includes(':')) return ip;
	const [head = '', tail] = ip.split('::') as [string, string | undefined];
	const left = head === '' ? [] : head.split(':');
	const right = tail === undefined || tail === '' ? [] : tail.split(':');
	const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
	return groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}
