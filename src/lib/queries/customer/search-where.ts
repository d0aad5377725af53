import { and, eq, or, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { ownTexts, ruleOf, searchTexts, type RowField, type SearchCondition, type SearchTable } from '#lib/domain/search/fields.ts';
import { fold } from '#lib/domain/search/fold.ts';
import { containsPattern } from '#lib/domain/search/like.ts';
import { casings } from '#lib/domain/search/matches.ts';
import { areCommon, selectivePieces } from '#lib/domain/search/selective.ts';
import type { SearchTerm } from '#lib/domain/search/terms.ts';
import { invoice, subscription } from '#lib/schema/billing.ts';
import { contact } from '#lib/schema/contact.ts';
import { customer } from '#lib/schema/customer.ts';
import { contract, emailAccount, equipment, ipAssignment, login, tvCard, voiceTerminal } from '#lib/schema/plan-item.ts';
import { ticket, workOrder } from '#lib/schema/ticket.ts';

/** The tables behind the names of domain/search/fields.ts. */
export const searchTables: Readonly<Record<SearchTable, PgTable>> = {
	customer,
	contact,
	subscription,
	login,
	email_account: emailAccount,
	ip_assignment: ipAssignment,
	equipment,
	voice_terminal: voiceTerminal,
	tv_card: tvCard,
	contract,
	ticket,
	work_order: workOrder,
	invoice
};

/** A column by its SQL name, with its table's: the rules of the domain know no drizzle. */
export const columnOf = (table: SearchTable, column: string): SQL => sql`${searchTables[table]}.${sql.identifier(column)}`;

/** The generated, folded column with the trigram index; of the equipment it holds more than is looked for. */
const searchOf = (table: SearchTable): SQL => columnOf(table, 'search');

/**
 * A condition in two steps: what an index is asked for (absent: there is none that helps), and what is then tried on the
 * rows that it brings.
 */
export interface Where {
	readonly net: SQL | undefined;
	readonly test: SQL | undefined;
}

/**
 * The rows of a table under such a condition, as a table expression of the same name. `offset 0` keeps the two steps apart:
 * the planner knows how many rows a net brings, but not how few pass the test, and would otherwise walk a whole table in
 * the order of some name because it hopes to find enough on the way.
 */
export function rowsOf(table: SearchTable, { net, test }: Where): SQL {
	const its = searchTables[table];
	if (net === undefined) return test === undefined ? sql`${its}` : sql`(select * from ${its} where ${test}) ${its}`;
	return sql`(select * from (select * from ${its} where ${net} offset 0) ${its} where ${test ?? sql`true`}) ${its}`;
}

/** The index of trigrams asked for each of these. */
const holding = (table: SearchTable, pieces: readonly string[]): SQL | undefined =>
	and(...pieces.map((piece) => sql`${searchOf(table)} like ${containsPattern(piece)}`));

/**
 * A first net for what has no index of its own. Null: the column is not in the table's `search`. An index of trigrams that
 * is asked for a whole address walks a long list for each of its thirty trigrams; asked for its rarest words, for a few.
 * What it brings is tried on the folded `search` before anything is folded row by row, which costs five times as much.
 */
function netFor(table: SearchTable, column: string, text: string): Where | null {
	const indexed: readonly string[] = [...(searchTexts[table] ?? []), ...(ownTexts[table] ?? [])];
	if (!indexed.includes(column)) return null;
	const folded = fold(text);
	const pieces = selectivePieces([folded]);
	const whole = sql`${searchOf(table)} like ${containsPattern(folded)}`;
	// Two short words have no trigram each, but the blank between them makes some; common words are fewer together.
	if (areCommon(pieces) || pieces[0] === folded) return folded.length >= 3 ? { net: whole, test: undefined } : null;
	return { net: holding(table, pieces), test: whole };
}

/** Rows of the field's table that the field finds: `matchingColumn` of domain/search/matches.ts said to the database. */
export function fieldWhere(field: RowField, condition: SearchCondition, term: SearchTerm): Where {
	const { table, columns, personKind, deleted } = ruleOf(field);
	const compared = columns.map((column) => columnWhere(field, column, condition, term));
	const nets = compared.map(({ net }) => net);
	return {
		// Several columns of one field stand in the same index: one net holds them all.
		net: nets.every((net) => net !== undefined) ? nets[0] : undefined,
		test: and(
			or(...compared.map(({ test }) => test)),
			personKind === undefined ? undefined : eq(customer.personKind, personKind),
			deleted === undefined ? undefined : sql`${columnOf(table, 'deleted_at')} is ${deleted ? sql`not null` : sql`null`}`
		)
	};
}

function columnWhere(field: RowField, column: string, condition: SearchCondition, term: SearchTerm): Where {
	const { table, reads } = ruleOf(field);
	const it = columnOf(table, column);
	if (typeof term !== 'string') return { net: undefined, test: sql`${it} between ${term.from} and ${term.to}` };
	const isName = table === 'customer' && column === 'name';
	const foldedIt = isName ? sql`${customer.nameFolded}` : sql`fold(${it})`;
	const net = netFor(table, column, term);
	const within = (test: SQL): Where => ({ net: net?.net, test: and(net?.test, test) });
	if (condition === 'contains') {
		const text = reads === 'text' || reads === 'cased' ? foldedIt : reads === 'number' ? sql`${it}::text` : it;
		return within(sql`${text} like ${containsPattern(term)}`);
	}
	const exactly = (test: SQL): Where => ({ net: undefined, test });
	switch (reads) {
		case 'text':
			return isName ? exactly(sql`${foldedIt} = ${term}`) : within(sql`${foldedIt} = ${term}`);
		case 'cased':
			return exactly(
				sql`${it} in (${sql.join(
					casings(term).map((one) => sql`${one}`),
					sql`, `
				)})`
			);
		case 'number':
			// A customer's code is an integer, the other numbers are bigints; what is longer than those is nobody's.
			return exactly(term.length <= (field === 'code' ? 9 : 15) ? sql`${it} = ${Number(term)}` : sql`false`);
		default:
			return exactly(sql`${it} = ${term}`);
	}
}

/** Rows of a table in which all words occur. Only the telling words go through the index; the others are tried on what it finds. */
export function partsWhere(table: SearchTable, words: readonly string[]): Where {
	const pieces = selectivePieces(words);
	// The equipment's index knows its kind and number as well, which are not looked for.
	const hay = table === 'equipment' ? sql`fold(${columnOf(table, 'serial_number')})` : searchOf(table);
	const rest = words.filter((word) => table === 'equipment' || !pieces.includes(word));
	return { net: holding(table, pieces), test: and(...rest.map((word) => sql`${hay} like ${containsPattern(word)}`)) };
}
