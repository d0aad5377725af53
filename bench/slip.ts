/** Boletos as PDF: a file of many, as somebody prints a month of them, registered on the way and again when they are; the office meanwhile. */
import { join } from 'node:path';
import type { Pool } from 'pg';
import { eachSheet } from '#lib/server/slip/many.ts';
import { slipPdf } from '#lib/server/slip/pdf.ts';
import type { Actor } from '#lib/sync/model.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { Office } from './support/office.ts';
import { round, summarise } from './support/stats.ts';

const today = '2026-11-21';

export const slip: Figure = {
	name: 'slip',
	what: 'boleto PDFs per second: one file of 2,000, with and without registering each',
	async run(lab) {
		const count = lab.times(2000);
		const database = await lab.database(5000);
		const { actor } = await database.signIn('financeiro');
		const { rows } = await database.pool.query<{ id: string }>(
			`select i.id from invoice i join billing_method m on m.id = i.billing_method_id and m.kind = 'boleto' and m.collection_account_id is not null
			 join customer c on c.id = i.customer_id and c.anonymised_at is null
			 where i.paid_at is null and i.cancelled_at is null and i.replaced_by_id is null and i.branch_id = any ($1::uuid[])
			 order by not exists (select from boleto b where b.invoice_id = i.id) desc, i.id limit $2`,
			[actor.branchIds, count]
		);
		const invoiceIds = rows.map(({ id }) => id);
		const centre = await lab.centre(database);
		const office = await Office.open(lab, database, centre);
		const make = (name: string) =>
			centre.child.call<{ pages: number; ms: number }>('slips', { actor, invoiceIds, to: join(lab.folder, `${name}.pdf`), today });
		const { value, figures } = await office.beside('slip', async () => ({ first: await make('first'), again: await make('again') }));
		const alone = await onePerFile(database.pool, actor, invoiceIds.slice(0, lab.times(300)));
		const rate = ({ pages, ms }: { pages: number; ms: number }): number => round((pages * 1000) / ms);
		const params = { slips: value.again.pages, asked: invoiceIds.length, load: loadAverage() };
		return [
			{
				name: 'slip/per second, registering',
				unit: 'count',
				...summarise([rate(value.first)]),
				target: { kind: 'atLeast', p50: 30 },
				params: { ...params, slips: value.first.pages }
			},
			{
				name: 'slip/per second',
				unit: 'count',
				...summarise([rate(value.again)]),
				target: { kind: 'atLeast', p50: 50 },
				baseline: { what: 'a file for each', p50: rate(alone) },
				params
			},
			...figures
		] satisfies Measured[];
	}
};

async function onePerFile(pool: Pool, actor: Actor, ids: readonly string[]): Promise<{ pages: number; ms: number }> {
	const began = performance.now();
	let pages = 0;
	for await (const sheet of eachSheet(pool, actor, ids, { now: new Date().toISOString(), today })) {
		await slipPdf(sheet, `${today}T12:00:00Z`);
		pages++;
	}
	return { pages, ms: performance.now() - began };
}
