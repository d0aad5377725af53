import type { Pool } from 'pg';
import { openPool } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { writeRetorno, type BankWord } from '#lib/server/settlement/simulator/write-retorno.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Actor } from '#lib/sync/model.ts';
import { receiveRetorno } from '../receive.ts';
import { runBankFile, type RunOptions } from '../run-file.ts';

export const today = '2026-11-21';
export const now = '2026-11-21T14:00:00.000Z';

/** Two branches, a person of finance in the first, an account at Itaú (CNAB 400) and one at Sicoob (240). */
export interface Office {
	readonly pool: Pool;
	readonly finance: Actor;
	readonly north: string;
	readonly south: string;
	readonly itau: string;
	readonly sicoob: string;
	/** Invoices of 99,90 due on 2026-11-30, one for each number, with boletos at Itaú; in the branch. */
	bill(from: number, to: number, more?: { branch?: string; status?: string; dueOn?: string }): Promise<void>;
	/** Hands a file in and settles it. */
	settle(content: string, name?: string): Promise<string>;
	run(id: string, more?: Partial<RunOptions>): Promise<boolean>;
	close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
	const database: FreshDatabase = await freshDatabase();
	const pool = openPool(database.url);
	const [north, south, userId, itau, sicoob, method] = Array.from({ length: 6 }, newUuid) as [
		string,
		string,
		string,
		string,
		string,
		string
	];
	const stamp = `'${now}', '${now}'`;
	for (const [id, name] of [
		[north, 'Norte'],
		[south, 'Sul']
	])
		await pool.query(
			`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, $2, 'Assis', 'SP', '18', ${stamp})`,
			[id, name]
		);
	await pool.query(
		`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, 'fina', 'Fina', 'finance', ${stamp})`,
		[userId]
	);
	await pool.query(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)`, [newUuid(), userId, north]);
	await pool.query(
		`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_code, modality, beneficiary_name,
			beneficiary_tax_id, beneficiary_address, cnab_length, created_at, updated_at)
		 values ($1, 'Itaú 109', '341', '0057', '12345', '7', '109', null, null, 'Provedor Ltda', '11222333000181', 'Rua A, 1', 400, ${stamp}),
			($2, 'Sicoob 1', '756', '4327', null, null, '1', '1234566', '01', 'Provedor Ltda', '11222333000181', 'Rua A, 1', 240, ${stamp})`,
		[itau, sicoob]
	);
	await pool.query(
		`insert into billing_method (id, name, kind, collection_account_id, created_at, updated_at) values ($1, 'Boleto', 'boleto', $2, ${stamp})`,
		[method, itau]
	);
	for (const branch of [north, south])
		await pool.query(
			`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, district, city, state, postal_code, created_at, updated_at)
			 values ($1, $1, $2, 'natural', 'Nilo Alves', '52998224725', '2026-01-05', 'Rua A, 1', 'Centro', 'Assis', 'SP', '19800000', ${stamp})`,
			[branch, branch === north ? 1 : 2]
		);
	const options = { pool, wake: () => undefined, now: () => new Date(now), dayOf: () => today };
	const office: Office = {
		pool,
		finance: { userId, login: 'fina', name: 'Fina', role: 'finance', branchIds: [north], ip: '10.0.0.1' },
		north,
		south,
		itau,
		sicoob,
		async bill(from, to, { branch = north, status = 'registered', dueOn = '2026-11-30' } = {}) {
			await pool.query(
				`with made as (
					insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, issued_on, due_on, amount_cents, boleto_number, created_at, updated_at)
					select gen_random_uuid(), $3, $3, n, 'service', $4, '2026-11-01', $5, 9990, lpad(n::text, 8, '0'), ${stamp} from generate_series($1::int, $2::int) n
					returning id, number
				 ) insert into boleto (id, branch_id, customer_id, invoice_id, collection_account_id, our_number, issued_on, due_on, amount_cents, status, created_at, updated_at)
				 select gen_random_uuid(), $3, $3, id, $6, lpad(number::text, 8, '0'), '2026-11-01', $5, 9990, $7, ${stamp} from made`,
				[from, to, branch, method, dueOn, itau, status]
			);
		},
		async settle(content, name = 'cob.ret') {
			const received = await receiveRetorno(pool, office.finance, { name, content: Buffer.from(content, 'latin1'), accountId: null }, now);
			if (!received.ok || !received.value) throw new Error(JSON.stringify(received));
			await office.run(received.value.id);
			return received.value.id;
		},
		run: (id, more = {}) => runBankFile({ ...options, ...more }, id),
		async close() {
			await pool.end();
			await database.drop();
		}
	};
	return office;
}

/** The first line of a remessa of the account at Itaú: agência 0057, conta 12345-7. */
export const itauHeader = `01REMESSA01COBRANCA       ${'00570012345'}7        PROVEDOR LTDA                 341BANCO ITAU SA  211126`;

export const word = (number: number, more: Partial<BankWord> = {}): BankWord => ({
	meaning: 'paid',
	ourNumber: String(number).padStart(8, '0'),
	ourNumberDigit: '4',
	together: false,
	documentNumber: String(number),
	control: String(number),
	dueOn: '2026-11-30',
	amountCents: 9_990,
	paidCents: 9_990,
	occurredOn: '2026-11-20',
	creditedOn: '2026-11-23',
	...more
});

/** A retorno of Itaú that says this. `createdOn` tells two files apart that say the same. */
export const retorno = (words: readonly BankWord[], createdOn = today): string =>
	writeRetorno({ bank: '341', format: 400, header: itauHeader, createdOn, words });
