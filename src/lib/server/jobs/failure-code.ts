import { refusalOfError } from '#lib/sync/outcome-of-error.ts';
import { isOutage } from '#sync-server/push.ts';
import { JobFailure } from './kind.ts';

/**
 * What the list of jobs says of an error: its own code, that of the refusal it stands for, `outage` when the database was away, else
 * `defect`. Never a message: Postgres quotes rows in them.
 */
export function failureCode(error: unknown): string {
	if (error instanceof JobFailure) return error.code;
	if (isOutage(error)) return 'outage';
	return refusalOfError(error)?.code ?? 'defect';
}
