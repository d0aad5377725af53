/** Importing a sheet of 50,000 customers with a contact each: reading, judging and writing, as the endpoint does it. */
import { completeCpf } from '#lib/domain/tax-id/cpf.ts';
import { loadActor } from '#lib/server/auth/rights.ts';
import { dryRun } from '#lib/server/imports/check.ts';
import { openSheet } from '#lib/server/imports/read.ts';
import { startImport } from '#lib/server/imports/run.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { summarise } from './support/stats.ts';

const mapping = [
	'name',
	'taxId',
	'address',
	'district',
	'city',
	'state',
	'postalCode',
	'mobile',
	'email',
	'contact.name',
	'contact.mobile'
] as const;

export const importing: Figure = {
	name: 'import',
	what: 'an import of 50,000 lines, each a customer and a contact',
	async run(lab) {
		const lines = lab.times(50_000);
		const { pool } = await lab.database(2000);
		const { rows } = await pool.query<{ id: string }>(`select id from app_user where login = 'admin'`);
		const actor = await loadActor(pool, rows[0]!.id, '127.0.0.1');
		if (!actor) throw new Error('the demonstration has an administrator');
		const branchId = actor.branchIds[0]!;
		const bytes = Buffer.from(sheet(lines));
		const rules = { kind: 'customers', mapping, today: '2026-11-21', areaCode: '18' } as const;
		const open = async (batch: number) => {
			const opened = await openSheet(bytes, 'clientes.csv', rules, batch);
			if (!opened.ok) throw new Error(opened.code);
			return opened.value;
		};
		const seconds = async (work: () => Promise<unknown>): Promise<number> => {
			const began = performance.now();
			await work();
			return (performance.now() - began) / 1000;
		};

		const checking = await seconds(async () => {
			const reading = await open(2000);
			const found = await dryRun(pool, actor, reading);
			await reading.close();
			if (found.good !== lines) throw new Error(`${found.bad} lines of ${lines} are bad: ${JSON.stringify(found.complaints[0])}`);
		});
		const importing = await seconds(async () => {
			const options = {
				pool,
				wake: () => undefined,
				rights: () => loadActor(pool, actor.userId, '127.0.0.1'),
				log: (line: string) => lab.options.log(line),
				now: () => new Date().toISOString()
			};
			const started = await startImport(options, actor, branchId, 'clientes.csv', await open(500));
			if (!started.ok || !started.value) throw new Error('the import did not begin');
			await started.value.ended;
			const { rows: found } = await pool.query<{ created: number }>(`select created from import_run where id = $1`, [started.value.id]);
			if (found[0]?.created !== lines) throw new Error(`${String(found[0]?.created)} of ${lines} were made`);
		});
		const params = { lines, load: loadAverage() };
		const share = lines / 50_000;
		return [
			{ name: 'import/check', unit: 's', ...summarise([checking]), target: { kind: 'atMost', p50: 30 * share }, params },
			{
				name: 'import/write',
				unit: 's',
				...summarise([importing]),
				target: { kind: 'atMost', p50: 120 * share },
				params: { ...params, linesPerSecond: Math.round(lines / importing) }
			}
		] satisfies Measured[];
	}
};

function sheet(lines: number): string {
	const out = ['Nome;CPF;Endereço;Bairro;Cidade;UF;CEP;Celular;E-mail;Contato;Celular do contato'];
	for (let n = 0; n < lines; n++) {
		const tail = String(n).padStart(5, '0');
		out.push(
			[
				`Cliente Importado ${tail}`,
				completeCpf(String(300_000_000 + n)),
				`Rua das Palmeiras, ${n}`,
				'Centro',
				'Presidente Prudente',
				'SP',
				'19010-000',
				`(18) 9${8000 + (n % 1000)}-${String(n % 10_000).padStart(4, '0')}`,
				`importado${n}@exemplo.com.br`,
				`Contato ${tail}`,
				'(18) 98111-0002'
			].join(';')
		);
	}
	return out.join('\n');
}
