import { refuse, type Refusal } from './model.ts';

/** SQLSTATE → refusal: what a mutator may run into although it asked first, because others work at the same time. */
const refusals: Readonly<Record<string, string>> = {
	'23503': 'not_found', // a row it refers to is gone
	'23505': 'already_exists',
	'23514': 'value_invalid', // check constraint
	'22P02': 'value_invalid',
	'22001': 'value_invalid',
	'22021': 'value_invalid', // a NUL character, which JSON can hold and Postgres cannot
	'42501': 'not_allowed' // row-level security
};

/** Raised by a trigger of ours: its message is the refusal's code. */
const raised = 'BL000';

/** The refusal that a database error stands for, or null when it is a defect (which is thrown on). */
export function refusalOfError(error: unknown): Refusal | null {
	for (let e = error; e; e = (e as { cause?: unknown }).cause) {
		const { code, message } = e as { code?: unknown; message?: unknown };
		if (code === raised) return refuse(String(message));
		if (typeof code === 'string' && refusals[code]) return refuse(refusals[code]);
	}
	return null;
}
