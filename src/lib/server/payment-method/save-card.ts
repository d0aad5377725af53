import { and, eq } from 'drizzle-orm';
import { checkCard, type TypedCard } from '#lib/domain/payment-method/card.ts';
import type { DebitStatus } from '#lib/domain/payment-method/payment-method.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { recordNow } from '#lib/mutators/customer/find.ts';
import { findBillingMethod, findPaymentMethod } from '#lib/mutators/payment-method/find.ts';
import { cardToken, paymentMethod } from '#lib/schema/payment-method.ts';
import { asActor, withOwnAccess } from '#lib/server/auth/as-actor.ts';
import type { CardToken, Tokeniser } from '#lib/server/tokeniser/port.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { drizzleOn } from '#sync-server/database.ts';
import type { Pool } from 'pg';

export interface CardRequest {
	readonly customerId: string;
	/** Null makes new payment data; else the card of this one is replaced. */
	readonly paymentMethodId: string | null;
	readonly billingMethodId: string;
	readonly debitStatus: DebitStatus;
	readonly card: TypedCard;
}

/**
 * Hands a card to the tokeniser and keeps what may be kept: brand, last four, expiry, and the token in a table that is never
 * replicated (design.md §9.1, checklist 159–163). The number and the code are in this call and in the request to the
 * tokeniser, and nowhere else. Rights and rows are looked at before the card leaves the house.
 * Refusals: not_found, value_invalid, the card's own, card_refused, tokeniser_unavailable.
 */
export async function saveCard(
	pool: Pool,
	tokeniser: Tokeniser,
	actor: Actor,
	request: CardRequest,
	at: { readonly now: string; readonly today: Day }
): Promise<Outcome<{ id: string }>> {
	const [wrong] = checkCard(request.card, at.today);
	if (wrong) return wrong;
	const objection = await asActor(pool, actor, async (connection) => {
		const tx = drizzleOn(connection);
		const owner = await recordNow(tx, request.customerId);
		if ('code' in owner) return owner;
		const method = await findBillingMethod(tx, request.billingMethodId);
		if (!method?.active || method.kind !== 'card') return refuse('value_invalid', { field: 'billingMethodId' });
		if (request.paymentMethodId === null) return null;
		const stored = await findPaymentMethod(tx, request.paymentMethodId);
		return stored?.customerId === owner.id && stored.kind === 'card' ? null : refuse('not_found');
	});
	if (objection) return objection;

	const answer = await tokeniser.tokenise(request.card);
	if (answer.kind === 'refused') return refuse('card_refused');
	if (answer.kind === 'unavailable') return refuse('tokeniser_unavailable');
	return keep(pool, actor, request, answer.card, at.now);
}

async function keep(pool: Pool, actor: Actor, request: CardRequest, card: CardToken, now: string): Promise<Outcome<{ id: string }>> {
	const { customerId, paymentMethodId, billingMethodId, debitStatus } = request;
	return await asActor(pool, actor, async (connection) => {
		const tx = drizzleOn(connection);
		const owner = await recordNow(tx, customerId);
		if ('code' in owner) return owner;
		const change = {
			billingMethodId,
			debitStatus,
			cardBrand: card.brand,
			cardLastFour: card.lastFour,
			cardExpiryMonth: request.card.expiryMonth,
			cardExpiryYear: request.card.expiryYear,
			...(debitStatus === 'authorised' ? { authorisedAt: now } : {}),
			updatedAt: now,
			updatedBy: actor.userId
		};
		const id = paymentMethodId ?? newUuid();
		if (paymentMethodId === null)
			await tx
				.insert(paymentMethod)
				.values({ id, branchId: owner.branchId, customerId: owner.id, ...change, createdAt: now, createdBy: actor.userId });
		else {
			const changed = await tx
				.update(paymentMethod)
				.set(change)
				.where(and(eq(paymentMethod.id, id), eq(paymentMethod.customerId, customerId)))
				.returning({ id: paymentMethod.id });
			if (changed.length === 0) return refuse('not_found');
		}
		const token = { tokeniser: card.tokeniser, token: card.token, createdAt: now };
		await withOwnAccess(connection, actor, () =>
			tx
				.insert(cardToken)
				.values({ paymentMethodId: id, ...token })
				.onConflictDoUpdate({ target: cardToken.paymentMethodId, set: token })
		);
		return ok({ id });
	});
}
