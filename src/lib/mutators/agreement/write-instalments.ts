import { eq, sql } from 'drizzle-orm';
import type { Instalment } from '#lib/domain/billing/agreement.ts';
import type { BoletoAccount } from '#lib/domain/boleto/account.ts';
import { issueBoleto } from '#lib/domain/boleto/issue.ts';
import { numberSeries } from '#lib/domain/boleto/number-series.ts';
import { nextBusinessDay } from '#lib/domain/day/business-day.ts';
import { invoice } from '#lib/schema/billing.ts';
import { billingMethod, collectionAccount } from '#lib/schema/list.ts';
import { boleto, invoiceItem } from '#lib/schema/receivable.ts';
import type { MutatorContext, Tx } from '#lib/sync/model.ts';

/**
 * The instalments of an agreement as invoices with their numbers, and a boleto each where the billing method issues them. At the
 * centre only: numbers are taken in this transaction, so that a rollback gives them back.
 */
export async function writeInstalments(
	tx: Tx,
	ctx: MutatorContext,
	agreed: { readonly id: string; readonly branchId: string; readonly customerId: string; readonly billingMethodId: string },
	plan: readonly Instalment[]
): Promise<void> {
	const { branchId, customerId, billingMethodId } = agreed;
	const account = await issuingAccount(tx, billingMethodId);
	const firstNumber = await taken(tx, sql`select app.take_invoice_numbers(${plan.length}::int)::text as first`);
	const series = account && numberSeries(account, ctx.today);
	const firstOurs =
		account &&
		(await taken(tx, sql`select app.take_our_numbers(${account.id}::uuid, ${plan.length}::int, ${series}::text)::text as first`));
	const stamp = { createdAt: ctx.now, createdBy: ctx.actor.userId, updatedAt: ctx.now, updatedBy: ctx.actor.userId };
	for (const [i, instalment] of plan.entries()) {
		const id = ctx.newId();
		const number = firstNumber + i;
		const dueOn = nextBusinessDay(instalment.dueOn);
		const title = { issuedOn: ctx.today, dueOn, amountCents: instalment.cents, documentNumber: String(number) };
		const issued = account ? issueBoleto(account, { number: String((firstOurs ?? 0) + i), ...title }) : null;
		// One that the account cannot issue stands without a slip, as in a run.
		const ourNumber = issued?.ok ? issued.ourNumber : null;
		await tx.insert(invoice).values({
			id,
			branchId,
			customerId,
			number,
			kind: 'instalment',
			billingMethodId,
			issuedOn: ctx.today,
			dueOn,
			amountCents: instalment.cents,
			agreementId: agreed.id,
			instalment: instalment.number,
			boletoNumber: ourNumber,
			...stamp
		});
		await tx.insert(invoiceItem).values({
			id: ctx.newId(),
			branchId,
			customerId,
			invoiceId: id,
			kind: 'charge',
			description: `Parcelamento de dívida, ${String(instalment.number)}/${String(instalment.of)}`,
			amountCents: instalment.cents
		});
		if (account && ourNumber !== null)
			await tx.insert(boleto).values({
				id: ctx.newId(),
				branchId,
				customerId,
				invoiceId: id,
				collectionAccountId: account.id,
				ourNumber,
				issuedOn: ctx.today,
				dueOn,
				amountCents: instalment.cents,
				...stamp
			});
	}
}

async function taken(tx: Tx, statement: ReturnType<typeof sql>): Promise<number> {
	const [found] = (await tx.execute(statement)) as unknown as { first: string }[];
	return Number(found!.first);
}

async function issuingAccount(tx: Tx, billingMethodId: string): Promise<(BoletoAccount & { readonly id: string }) | null> {
	const [found] = await tx
		.select({ kind: billingMethod.kind, account: collectionAccount })
		.from(billingMethod)
		.innerJoin(collectionAccount, eq(collectionAccount.id, billingMethod.collectionAccountId))
		.where(eq(billingMethod.id, billingMethodId));
	if (found?.kind !== 'boleto' || !found.account.active) return null;
	const { account } = found;
	return {
		id: account.id,
		bank: account.bank,
		bankBranch: account.bankBranch ?? undefined,
		bankBranchDigit: account.bankBranchDigit ?? undefined,
		accountNumber: account.accountNumber ?? undefined,
		accountDigit: account.accountDigit ?? undefined,
		portfolio: account.portfolio ?? undefined,
		beneficiaryCode: account.beneficiaryCode ?? undefined,
		station: account.station ?? undefined,
		originByte: account.originByte ?? undefined,
		modality: account.modality ?? undefined,
		longNumbers: account.longNumbers
	};
}
