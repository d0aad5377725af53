import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { parentNameLimit } from '#lib/domain/contact/contact.ts';
import { oneLine } from '#lib/domain/text.ts';
import { contact } from '#lib/schema/contact.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, nothing, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse } from '#lib/sync/model.ts';
import { drizzleOn } from '#sync-server/database.ts';
import type { RequestHandler } from './$types.js';

/**
 * Names of a contact's parents (checklist 127, 128). They open doors at banks and authorities, so no replica holds them:
 * whoever may change the contact reads and writes them here, under their own rights. `{ fatherName, motherName }`.
 */
export const GET: RequestHandler = permitted('contact.update', async ({ params }, actor) => {
	const id = idOf(params.id);
	if (id === null) return refused(refuse('not_found'));
	const [found] = await asActor(centre().pool, actor, (connection) =>
		drizzleOn(connection).select({ fatherName: contact.fatherName, motherName: contact.motherName }).from(contact).where(eq(contact.id, id))
	);
	return found ? answer(found) : refused(refuse('not_found'));
});

const name = z
	.string()
	.max(2 * parentNameLimit)
	.nullable()
	.transform((text) => oneLine(text));
const parents = z.strictObject({ fatherName: name, motherName: name });

/** Refusals: not_found, field_too_long, body_invalid. Empty takes a name away. */
export const PUT: RequestHandler = permitted('contact.update', async ({ params, request }, actor) => {
	const id = idOf(params.id);
	if (id === null) return refused(refuse('not_found'));
	const body = await readJson(request, parents);
	if (!body.ok) return refused(body);
	for (const [field, value] of Object.entries(body.value)) {
		const length = value?.length ?? 0;
		if (length > parentNameLimit) return refused(refuse('field_too_long', { field, detail: { limit: parentNameLimit, length } }));
	}
	const changed = await asActor(centre().pool, actor, (connection) =>
		drizzleOn(connection)
			.update(contact)
			.set({ ...body.value, updatedAt: new Date().toISOString(), updatedBy: actor.userId })
			.where(eq(contact.id, id))
			.returning({ id: contact.id })
	);
	if (changed.length === 0) return refused(refuse('not_found'));
	centre().wake();
	return nothing();
});
