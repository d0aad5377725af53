import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { handle, handleError } from '../../../hooks.server.ts';
import type { Centre } from '#lib/server/centre.ts';
import { openCentre } from '#sync-server/centre.ts';
import { freshDatabase } from '#sync-server/testing/database.ts';

type Module = Readonly<Record<string, unknown>>;

/** The real hooks, endpoints, centre and Postgres; only SvelteKit's own routing is played, so that no build is needed. */
export interface App {
	readonly centre: Centre;
	readonly pool: Centre['pool'];
	/** What `closeSessions` was called with. */
	readonly closed: { filter: object; reason: string }[];
	call(method: string, path: string, options?: CallOptions): Promise<Answer>;
	stop(): Promise<void>;
}

export interface CallOptions {
	readonly body?: unknown;
	/** Instead of `body`: these very characters. */
	readonly raw?: string;
	/** Instead of `body`: these very bytes. */
	readonly bytes?: Uint8Array<ArrayBuffer>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly cookie?: string;
	readonly bearer?: string;
	readonly ip?: string;
}

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	readonly bytes: Uint8Array;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at whatever came
	readonly json: any;
	/** Value of the session cookie that was set; '' when it was deleted. */
	readonly cookie: string | undefined;
	readonly cookieOptions: Readonly<Record<string, unknown>> | undefined;
}

const origin = 'http://balcao.test';

const routes: readonly (readonly [RegExp, () => Promise<Module>])[] = [
	[/^\/api\/session$/, () => import('../session/+server.ts')],
	[/^\/api\/session\/password$/, () => import('../session/password/+server.ts')],
	[/^\/api\/demonstration$/, () => import('../demonstration/+server.ts')],
	[/^\/api\/health$/, () => import('../health/+server.ts')],
	[/^\/api\/metrics$/, () => import('../metrics/+server.ts')],
	[/^\/api\/customers\/(?<id>[^/]+)\/history$/, () => import('../customers/[id]/history/+server.ts')],
	[/^\/api\/customers\/(?<id>[^/]+)\/payments$/, () => import('../customers/[id]/payments/+server.ts')],
	[/^\/api\/customers\/(?<id>[^/]+)\/cards$/, () => import('../customers/[id]/cards/+server.ts')],
	[/^\/api\/contacts\/(?<id>[^/]+)\/parents$/, () => import('../contacts/[id]/parents/+server.ts')],
	[/^\/api\/postal-code\/(?<cep>[^/]+)$/, () => import('../postal-code/[cep]/+server.ts')],
	[/^\/api\/documents$/, () => import('../documents/+server.ts')],
	[/^\/api\/documents\/uploads\/(?<id>[^/]+)$/, () => import('../documents/uploads/[id]/+server.ts')],
	[/^\/api\/documents\/(?<id>[^/]+)\/content$/, () => import('../documents/[id]/content/+server.ts')],
	[/^\/api\/imports$/, () => import('../imports/+server.ts')],
	[/^\/api\/imports\/check$/, () => import('../imports/check/+server.ts')],
	[/^\/api\/imports\/files$/, () => import('../imports/files/+server.ts')],
	[/^\/api\/imports\/files\/(?<id>[^/]+)$/, () => import('../imports/files/[id]/+server.ts')],
	[/^\/api\/imports\/(?<id>[^/]+)$/, () => import('../imports/[id]/+server.ts')],
	[/^\/api\/imports\/(?<id>[^/]+)\/cancel$/, () => import('../imports/[id]/cancel/+server.ts')],
	[/^\/api\/imports\/(?<id>[^/]+)\/undo$/, () => import('../imports/[id]/undo/+server.ts')],
	[/^\/api\/bank-files$/, () => import('../bank-files/+server.ts')],
	[/^\/api\/bank-files\/uploads$/, () => import('../bank-files/uploads/+server.ts')],
	[/^\/api\/bank-files\/uploads\/(?<id>[^/]+)$/, () => import('../bank-files/uploads/[id]/+server.ts')],
	[/^\/api\/bank-files\/remessas$/, () => import('../bank-files/remessas/+server.ts')],
	[/^\/api\/bank-files\/queue$/, () => import('../bank-files/queue/+server.ts')],
	[/^\/api\/bank-files\/queue\/(?<id>[^/]+)$/, () => import('../bank-files/queue/[id]/+server.ts')],
	[/^\/api\/bank-files\/(?<id>[^/]+)\/lines$/, () => import('../bank-files/[id]/lines/+server.ts')],
	[/^\/api\/bank-files\/(?<id>[^/]+)\/content$/, () => import('../bank-files/[id]/content/+server.ts')],
	[/^\/api\/bank-files\/(?<id>[^/]+)\/answer$/, () => import('../bank-files/[id]/answer/+server.ts')],
	[/^\/api\/invoices\/(?<id>[^/]+)\/payments$/, () => import('../invoices/[id]/payments/+server.ts')],
	[/^\/api\/sms\/status$/, () => import('../sms/status/+server.ts')],
	[/^\/api\/pix\/webhook\/pix$/, () => import('../pix/webhook/pix/+server.ts')],
	[/^\/api\/admin\/users$/, () => import('../admin/users/+server.ts')],
	[/^\/api\/admin\/users\/(?<id>[^/]+)$/, () => import('../admin/users/[id]/+server.ts')],
	[/^\/api\/admin\/users\/(?<id>[^/]+)\/password$/, () => import('../admin/users/[id]/password/+server.ts')],
	[/^\/api\/admin\/api-keys$/, () => import('../admin/api-keys/+server.ts')],
	[/^\/api\/admin\/api-keys\/(?<id>[^/]+)$/, () => import('../admin/api-keys/[id]/+server.ts')],
	[/^\/api\/admin\/webhooks$/, () => import('../admin/webhooks/+server.ts')],
	[/^\/api\/admin\/webhooks\/(?<id>[^/]+)$/, () => import('../admin/webhooks/[id]/+server.ts')],
	[/^\/api\/admin\/webhooks\/(?<id>[^/]+)\/test$/, () => import('../admin/webhooks/[id]/test/+server.ts')],
	[/^\/api\/admin\/webhooks\/(?<id>[^/]+)\/deliveries$/, () => import('../admin/webhooks/[id]/deliveries/+server.ts')],
	[
		/^\/api\/admin\/webhooks\/(?<id>[^/]+)\/deliveries\/(?<deliveryId>[^/]+)\/retry$/,
		() => import('../admin/webhooks/[id]/deliveries/[deliveryId]/retry/+server.ts')
	],
	[/^\/api\/invoices\/(?<id>[^/]+)\/slip$/, () => import('../invoices/[id]/slip/+server.ts')],
	[/^\/api\/invoices\/(?<id>[^/]+)\/reissue$/, () => import('../invoices/[id]/reissue/+server.ts')],
	[/^\/api\/slips$/, () => import('../slips/+server.ts')],
	[/^\/boleto\/(?<token>[^/]+)$/, () => import('../../boleto/[token]/+server.ts')],
	[/^\/boleto\/(?<token>[^/]+)\/pdf$/, () => import('../../boleto/[token]/pdf/+server.ts')],
	[/^\/api\/admin\/jobs$/, () => import('../admin/jobs/+server.ts')],
	[/^\/api\/admin\/jobs\/(?<name>[^/]+)\/(?<id>[^/]+)\/retry$/, () => import('../admin/jobs/[name]/[id]/retry/+server.ts')],
	[/^\/api\/admin\/jobs\/(?<name>[^/]+)\/(?<id>[^/]+)\/cancel$/, () => import('../admin/jobs/[name]/[id]/cancel/+server.ts')],
	[/^\/api\/invoice-runs\/preview$/, () => import('../invoice-runs/preview/+server.ts')],
	[/^\/api\/invoice-runs\/(?<id>[^/]+)\/problems$/, () => import('../invoice-runs/[id]/problems/+server.ts')],
	[/^\/api\/openapi\.json$/, () => import('../openapi.json/+server.ts')],
	[/^\/api\/admin\/sessions$/, () => import('../admin/sessions/+server.ts')],
	[/^\/api\/admin\/sessions\/(?<id>[^/]+)\/wipe$/, () => import('../admin/sessions/[id]/wipe/+server.ts')],
	[/^\/api\/trpc\/(?<path>.+)$/, () => import('../trpc/[...path]/+server.ts')]
];

export async function startApp(): Promise<App> {
	const database = await freshDatabase();
	const opened = await openCentre({ databaseUrl: database.url, build: 'test', log: () => undefined });
	const closed: App['closed'] = [];
	const centre: Centre = {
		...opened,
		closeSessions(filter, reason) {
			closed.push({ filter, reason });
			opened.closeSessions(filter, reason);
		}
	};
	(globalThis as Record<symbol, unknown>)[Symbol.for('balcao.centre')] = centre;
	return {
		centre,
		pool: centre.pool,
		closed,
		call,
		async stop() {
			await opened.close();
			await database.drop();
		}
	};
}

async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
	const url = new URL(path, origin);
	const body = options.bytes ?? options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
	const headers = new Headers({ origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers });
	if (options.cookie !== undefined) headers.set('cookie', `balcao_session=${options.cookie}`);
	if (options.bearer !== undefined) headers.set('authorization', `Bearer ${options.bearer}`);
	for (const [name, value] of [...headers]) if (value === '') headers.delete(name);

	let cookie: string | undefined;
	let cookieOptions: Readonly<Record<string, unknown>> | undefined;
	const keep = (value: string, given: object): void => {
		cookie = value;
		cookieOptions = { ...given };
	};
	const event = {
		request: new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
		url,
		locals: {},
		params: {},
		route: { id: url.pathname },
		getClientAddress: () => options.ip ?? '203.0.113.1',
		cookies: {
			set: (_name: string, value: string, given: object) => keep(value, given),
			delete: (_name: string, given: object) => keep('', given)
		} as unknown as Cookies
	} as unknown as RequestEvent;
	const response = await handle({ event, resolve });
	const bytes = new Uint8Array(await response.arrayBuffer());
	const text = new TextDecoder().decode(bytes);
	return { status: response.status, headers: response.headers, text, bytes, json: parsed(text), cookie, cookieOptions };
}

async function resolve(event: RequestEvent): Promise<Response> {
	for (const [pattern, load] of routes) {
		const match = pattern.exec(event.url.pathname);
		if (!match) continue;
		event.params = { ...match.groups };
		try {
			const endpoint = (await load())[event.request.method] as ((event: RequestEvent) => Promise<Response>) | undefined;
			if (!endpoint) return new Response('method not allowed', { status: 405 });
			return await endpoint(event);
		} catch (error) {
			await handleError({ error, event, status: 500, message: '' });
			return new Response('<h1>500</h1>', { status: 500, headers: { 'content-type': 'text/html' } });
		}
	}
	return new Response('<h1>404</h1>', { status: 404, headers: { 'content-type': 'text/html' } });
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
