import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invoiceRunDueDays } from '#lib/queries/invoice-run/due-days.ts';
import { invoiceRunGet, invoiceRunList } from '#lib/queries/invoice-run/list.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { invoiceRunRetry } from './retry.ts';
import { invoiceRunStart } from './start.ts';
import { invoiceRunStop } from './stop.ts';
import { invoiceRunUndo } from './undo.ts';

describe.each(['replica', 'centre'] as const)('a run of invoices in the %s', (kind) => {
	let place: Place;
	beforeAll(async () => {
		place = await openPlace(kind);
	});
	afterAll(() => place.close());
	const args = { branchId: branches.north, competence: '2026-11', dueIn: '2026-12', dueDay: 10, expectedInvoices: 3, expectedCents: 30_00 };
	const requested = async () =>
		kind === 'centre'
			? await place.sql(`select name, key, data->>'runId' as run, data->>'userId' as person from job_request order by seq`)
			: [];

	test('is asked for, stopped, tried again, and asks the centre for work each time; one of a month and due day at a time', async () => {
		const made = await place.mutate(invoiceRunStart, args, people.mara);
		const { id } = (made as { value: { id: string } }).value;
		expect(await place.ask(invoiceRunGet, { id }, people.mara)).toMatchObject({
			status: 'waiting',
			competence: '2026-11',
			dueDay: 10,
			expectedInvoices: 3,
			expectedCents: 30_00,
			userName: 'Mara'
		});
		expect(await place.mutate(invoiceRunStart, args, people.mara)).toMatchObject({ ok: false, code: 'invoice_run_at_work' });
		expect(await place.mutate(invoiceRunRetry, { id }, people.mara)).toMatchObject({ ok: false, code: 'invoice_run_nothing_left' });
		expect(await place.mutate(invoiceRunUndo, { id }, people.mara)).toMatchObject({ ok: false, code: 'invoice_run_not_undoable' });
		expect(await place.mutate(invoiceRunStop, { id }, people.mara)).toMatchObject({ ok: true });
		expect(await place.mutate(invoiceRunStop, { id }, people.mara)).toMatchObject({ ok: false, code: 'invoice_run_ended' });

		const other = await place.mutate(invoiceRunStart, args, people.mara);
		expect(await place.mutate(invoiceRunRetry, { id }, people.mara)).toMatchObject({ ok: false, code: 'invoice_run_at_work' });
		await place.mutate(invoiceRunStop, { id: (other as { value: { id: string } }).value.id }, people.mara);
		expect(await place.mutate(invoiceRunRetry, { id }, people.mara)).toMatchObject({ ok: true });
		expect((await place.ask(invoiceRunList, {}, people.mara)).filter((run) => run.status === 'waiting')).toMatchObject([
			{ id, attempt: 2 }
		]);
		if (kind === 'centre')
			expect((await requested()).filter((one) => (one as { key: string }).key === id)).toMatchObject(
				Array(2).fill({ name: 'invoice-run', key: id, run: id, person: people.mara.userId })
			);
	});

	test('is nobody’s but theirs who may bill, in a branch of theirs', async () => {
		expect(await place.mutate(invoiceRunStart, args, people.ana)).toMatchObject({ ok: false, code: 'permission_denied' });
		const elsewhere = { ...people.mara, branchIds: [branches.south] };
		expect(await place.mutate(invoiceRunStart, { ...args, dueDay: 15 }, elsewhere)).toMatchObject({
			ok: false,
			code: 'not_found',
			field: 'branchId'
		});
		for (const mutator of [invoiceRunStop, invoiceRunRetry, invoiceRunUndo])
			expect(await place.mutate(mutator, { id: branches.north }, people.mara)).toMatchObject({ ok: false, code: 'not_found' });
	});

	test('due days with what was run of the month', async () => {
		expect(await place.ask(invoiceRunDueDays, { competence: '2026-11' }, people.mara)).toEqual([]);
	});
});
