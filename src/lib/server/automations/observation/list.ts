import { observationList } from '#lib/queries/observation/list.ts';
import type { ObservationRow } from '#lib/queries/observation/list.ts';
import { automation } from '../trpc.ts';

/** Observations of a customer with their readings, newest first. */
export const list = automation('observation.list')
	.input(observationList.args)
	.query(({ ctx, input }) => ctx.ask(input) as Promise<readonly ObservationRow[]>);
