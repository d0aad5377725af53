import { bareOurNumber } from '#lib/domain/cnab/retorno.ts';
import { rows, type Connection } from '#sync-server/database.ts';

/** A title of ours that carries a nosso número. `boletoId` null: an invoice that was numbered before boletos were rows. */
export interface Title {
	readonly boletoId: string | null;
	readonly invoiceId: string;
}

/** By bare nosso número: every title of an account that has one of these. Two of one number are a person's to tell apart. */
export async function titlesOf(
	connection: Connection,
	accountId: string,
	ourNumbers: Iterable<string>
): Promise<ReadonlyMap<string, readonly Title[]>> {
	const bare = [...new Set([...ourNumbers].map(bareOurNumber))].filter((number) => number !== '');
	const found = await rows<{ bare: string; boleto_id: string | null; invoice_id: string }>(
		connection,
		`select ltrim(b.our_number, '0') as bare, b.id as boleto_id, b.invoice_id from boleto b
		 where b.collection_account_id = $1 and ltrim(b.our_number, '0') = any ($2)
		 union all
		 select ltrim(i.boleto_number, '0'), null, i.id from invoice i join billing_method m on m.id = i.billing_method_id
		 where m.collection_account_id = $1 and ltrim(i.boleto_number, '0') = any ($2)
			and not exists (select from boleto b where b.invoice_id = i.id and b.collection_account_id = $1)`,
		[accountId, bare]
	);
	const titles = new Map<string, Title[]>();
	for (const row of found) {
		const list = titles.get(row.bare) ?? [];
		list.push({ boletoId: row.boleto_id, invoiceId: row.invoice_id });
		titles.set(row.bare, list);
	}
	return titles;
}
