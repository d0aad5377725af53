import { createTRPCClient, httpLink } from '@trpc/client';
import type { Automations } from '#lib/server/automations/router.ts';
import type { App } from './app.ts';

/** The published tRPC client, whose requests go to our endpoint. A key's secret, or null without one. */
export function clientOf(app: App, secret: string | null, headers: Record<string, string> = {}) {
	return createTRPCClient<Automations>({
		links: [
			httpLink({
				url: 'http://balcao.test/api/trpc',
				headers: { ...(secret === null ? {} : { authorization: `Bearer ${secret}` }), ...headers },
				fetch: async (url, init) => {
					const { pathname, search } = new URL(url as string);
					const answer = await app.call(init?.method ?? 'GET', pathname + search, {
						headers: { ...(init?.headers as Record<string, string>), origin: '' },
						...(init?.body == null ? {} : { raw: init.body as string })
					});
					return new Response(answer.text, { status: answer.status, headers: answer.headers });
				}
			})
		]
	});
}
export type Client = ReturnType<typeof clientOf>;
