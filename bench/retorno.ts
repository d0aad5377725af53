/** A retorno of 50,000 titles handed in and settled by the node's own job, with the office at work meanwhile; and the same file once more. */
import { writeRetorno } from '#lib/server/settlement/simulator/write-retorno.ts';
import { receiveRetorno } from '#lib/server/settlement/receive.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Figure, Measured } from './support/figure.ts';
import type { Database } from './support/lab.ts';
import { loadAverage } from './support/machine.ts';
import { Office } from './support/office.ts';
import { summarise } from './support/stats.ts';

const cents = 9_990;
/** The first line of a remessa of the account: agência 0057, conta 54321-7. */
const header = '01REMESSA01COBRANCA       005700543217        PROVEDOR LTDA                 341BANCO ITAU SA  211126';

export const retorno: Figure = {
	name: 'retorno',
	what: 'settling a CNAB retorno of 50,000 lines',
	async run(lab) {
		const lines = lab.times(50_000);
		const database = await lab.database(5000);
		const { pool } = database;
		const { actor } = await database.signIn('financeiro');
		await bill(database, lines);
		const digits = (n: number): string => String(n).padStart(8, '0');
		const file = (createdOn: string): Buffer =>
			Buffer.from(
				writeRetorno({
					bank: '341',
					format: 400,
					header,
					createdOn,
					words: Array.from({ length: lines }, (_, n) => ({
						meaning: 'paid' as const,
						ourNumber: digits(n + 1),
						ourNumberDigit: '4',
						together: false,
						documentNumber: digits(n + 1),
						control: digits(n + 1),
						dueOn: '2026-11-30',
						amountCents: cents,
						paidCents: cents,
						occurredOn: '2026-11-20',
						creditedOn: '2026-11-23'
					}))
				}),
				'latin1'
			);
		const centre = await lab.centre(database);
		const office = await Office.open(lab, database, centre);
		const settle = async (name: string, content: Buffer) => {
			const began = performance.now();
			const received = await receiveRetorno(pool, actor, { name, content, accountId: null }, new Date().toISOString());
			if (!received.ok || !received.value) throw new Error(JSON.stringify(received));
			const found = await settled(database, received.value.id);
			return { ...found, seconds: (performance.now() - began) / 1000 };
		};
		const { value: first, figures } = await office.beside('retorno', () => settle('bench.ret', file('2026-11-21')));
		if (first.settled !== lines) throw new Error(`${String(first.settled)} of ${String(lines)} were settled`);
		// The bank sends the same payments in another file: not one is settled twice.
		const again = await settle('bench-2.ret', file('2026-11-22'));
		if (again.settled !== 0 || again.repeated !== lines) throw new Error(`a second file settled ${String(again.settled)}`);
		const { rows: paid } = await pool.query<{ n: number }>(
			`select count(*)::int as n from payment p join invoice i on i.id = p.invoice_id where i.boleto_number like 'BENCH%'`
		);
		if (paid[0]?.n !== lines) throw new Error(`${String(paid[0]?.n)} payments for ${String(lines)} lines`);
		const share = lines / 50_000;
		const params = { lines, load: loadAverage() };
		return [
			{
				name: 'retorno/settle',
				unit: 's',
				...summarise([first.seconds]),
				target: { kind: 'atMost', p50: 60 * share },
				params: { ...params, linesPerSecond: Math.round(lines / first.seconds) }
			},
			{
				name: 'retorno/again',
				unit: 's',
				...summarise([again.seconds]),
				target: null,
				params: { ...params, linesPerSecond: Math.round(lines / again.seconds) }
			},
			...figures
		] satisfies Measured[];
	}
};

/** An account of its own, and as many invoices with registered boletos over it as the file has lines, dealt out over the customers. */
async function bill({ pool }: Database, count: number): Promise<void> {
	const [account, method] = [newUuid(), newUuid()];
	await pool.query(
		`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_name,
			beneficiary_tax_id, beneficiary_address, cnab_length, created_at, updated_at)
		 values ($1, 'Bench', '341', '0057', '54321', '7', '109', 'Provedor Ltda', '11222333000181', 'Rua A, 1', 400, now(), now())`,
		[account]
	);
	await pool.query(
		`insert into billing_method (id, name, kind, collection_account_id, created_at, updated_at) values ($1, 'Bench', 'boleto', $2, now(), now())`,
		[method, account]
	);
	const { rows } = await pool.query<{ next: string }>(`select (coalesce(max(number), 0) + 1)::text as next from invoice`);
	await pool.query(
		`with owners as (select id, branch_id, row_number() over (order by id) - 1 as place, count(*) over () as many from customer where anonymised_at is null),
		 made as (
			insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, issued_on, due_on, amount_cents, boleto_number, created_at, updated_at)
			select gen_random_uuid(), o.branch_id, o.id, $2::bigint + n, 'service', $3, '2026-11-01', '2026-11-30', $4, 'BENCH' || lpad(n::text, 8, '0'), now(), now()
			from generate_series(1, $1::int) n join owners o on o.place = n % o.many
			returning id, branch_id, customer_id, boleto_number
		 )
		 insert into boleto (id, branch_id, customer_id, invoice_id, collection_account_id, our_number, issued_on, due_on, amount_cents, status, created_at, updated_at)
		 select gen_random_uuid(), branch_id, customer_id, id, $5, right(boleto_number, 8), '2026-11-01', '2026-11-30', $4, 'registered', now(), now() from made`,
		[count, rows[0]!.next, method, cents, account]
	);
	await pool.query(`analyze invoice`);
	await pool.query(`analyze boleto`);
}

async function settled({ pool }: Database, id: string): Promise<{ settled: number; repeated: number }> {
	for (;;) {
		const { rows } = await pool.query<{ status: string; settled: number; repeated: number; error: string | null }>(
			`select status, settled, repeated, error from bank_file where id = $1`,
			[id]
		);
		const [found] = rows;
		if (found?.status === 'done') return found;
		if (found?.status === 'failed') throw new Error(`the file has failed: ${String(found.error)}`);
		await new Promise((done) => setTimeout(done, 100));
	}
}
