import { matches, searchFields, searchTerm, type SearchCondition, type SearchField } from '#lib/domain/search/fields.ts';
import { fold } from '#lib/domain/search/fold.ts';
import { recognise, type Recognised } from '#lib/domain/search/recognise.ts';
import { oneLine } from '#lib/domain/text.ts';

export type FieldOfRow = Exclude<SearchField, 'any'>;
const fields = Object.keys(searchFields) as readonly FieldOfRow[];

/**
 * A typed search, understood: the one value from which the SQL (search-where.ts) and the test on a changed row are made,
 * so that the two cannot drift apart.
 */
export type SearchPlan =
	/** Nothing was typed: everybody. */
	| { readonly kind: 'everybody' }
	/** Something was typed that this field can never hold: nobody. */
	| { readonly kind: 'nobody' }
	/** One field holds this term, as it is stored. */
	| { readonly kind: 'field'; readonly field: FieldOfRow; readonly condition: SearchCondition; readonly term: string }
	/** All words occur somewhere. */
	| { readonly kind: 'words'; readonly words: readonly string[]; readonly whole: string; readonly code: number | null }
	/** Some field is exactly this. */
	| { readonly kind: 'exact'; readonly whole: string; readonly recognised: Recognised };

/** Most words that are looked at: more find nobody else and only cost time. */
const MAX_WORDS = 8;

export function planSearch(typed: string, field: SearchField, condition: SearchCondition): SearchPlan {
	const text = oneLine(typed);
	if (text === null) return { kind: 'everybody' };
	if (field !== 'any') {
		const term = searchTerm(field, condition, typed);
		return term === null ? { kind: 'nobody' } : { kind: 'field', field, condition, term };
	}
	const recognised = recognise(typed);
	if (condition === 'equals') return { kind: 'exact', whole: fold(text), recognised };
	const words = recognised.words.slice(0, MAX_WORDS);
	return words.length === 0 ? { kind: 'nobody' } : { kind: 'words', words, whole: fold(text), code: recognised.code };
}

/** A customer row as JSON with SQL names, as the change feed brings it. */
type Row = Readonly<Record<string, unknown>>;

const sqlName: Readonly<Record<(typeof searchFields)[FieldOfRow]['column'], string>> = {
	name: 'name',
	code: 'code',
	tradeName: 'trade_name',
	taxId: 'tax_id',
	phone: 'phone',
	mobile: 'mobile',
	email: 'email',
	address: 'address'
};

function valueOf(row: Row, field: FieldOfRow): string | number | null {
	const { column, personKind } = searchFields[field];
	if (personKind !== undefined && row.person_kind !== personKind) return null;
	const value = row[sqlName[column]];
	return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** The parts of the generated column `search`, in its order (schema/customer.ts). */
const searchColumn = ['name', 'trade_name', 'code', 'tax_id', 'phone', 'mobile', 'email', 'address', 'district', 'city'] as const;
const hay = (row: Row): string => searchColumn.map((column) => fold(String(row[column] ?? ''))).join(' ');

const exactTerm = (plan: { readonly whole: string; readonly recognised: Recognised }, field: FieldOfRow): string | null => {
	const { recognised } = plan;
	if (field === 'code') return recognised.code === null ? null : String(recognised.code);
	if (field === 'cpf' || field === 'cnpj') return recognised.taxId;
	if (field === 'phone' || field === 'mobile') return recognised.phone;
	return field === 'email' ? recognised.email : plan.whole;
};

/** Whether a row can be in the result of a search: the same rule as the SQL, on one row. */
export function rowMatches(row: Row, plan: SearchPlan): boolean {
	switch (plan.kind) {
		case 'everybody':
			return true;
		case 'nobody':
			return false;
		case 'field':
			return matches(plan.field, plan.condition, valueOf(row, plan.field), plan.term);
		case 'words': {
			const text = hay(row);
			return plan.words.every((word) => text.includes(word));
		}
		case 'exact':
			return fields.some((field) => isExact(row, field, plan));
	}
}

function isExact(row: Row, field: FieldOfRow, plan: SearchPlan & { kind: 'exact' }): boolean {
	const term = exactTerm(plan, field);
	return term !== null && matches(field, 'equals', valueOf(row, field), term);
}

/** Which field a found row owes its place to, for the list to show; null when the words are spread over several. */
export function matchedField(row: Row, plan: SearchPlan): FieldOfRow | null {
	switch (plan.kind) {
		case 'everybody':
		case 'nobody':
			return null;
		case 'field':
			return plan.field;
		case 'exact':
			return fields.find((field) => isExact(row, field, plan)) ?? null;
		case 'words': {
			if (plan.code !== null && row.code === plan.code) return 'code';
			return fields.find((field) => plan.words.every((word) => fold(String(valueOf(row, field) ?? '')).includes(word))) ?? null;
		}
	}
}
