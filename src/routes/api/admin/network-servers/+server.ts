import { z } from 'zod';
import { serverKinds } from '#lib/domain/network/server.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { listServers, saveServer } from '#lib/server/network/servers.ts';
import type { RequestHandler } from './$types.js';

const typed = z.strictObject({
	id: z.uuid().nullable().default(null),
	name: z.string().max(400),
	address: z.string().max(100),
	secret: z.string().max(400).nullable().default(null),
	kind: z.enum(serverKinds),
	coaPort: z.number(),
	active: z.boolean()
});

/** `{ servers }`, without their secrets. */
export const GET: RequestHandler = permitted('network.manage', async () => answer({ servers: await listServers(centre().pool) }));

/** `{ id }` of the NAS that was entered or, with an `id`, changed. */
export const POST: RequestHandler = permitted('network.manage', async (event, actor) => {
	const body = await readJson(event.request, typed);
	if (!body.ok) return refused(body);
	const { id, ...server } = body.value;
	const outcome = await saveServer(centre().pool, id, server, actor, new Date());
	return outcome.ok ? answer(outcome.value, id === null ? 201 : 200) : refused(outcome);
});
