/** `mutate` with the types of one definition, whose code stays in the worker (import its type only). */
import type { ArgsOf, Outcome, ResultOf } from '#lib/sync/model.ts';
import type { MutateResult, Replica } from './contract.ts';

/** What a mutator answers when it accepts. */
type ValueOf<M> = ResultOf<M> extends infer O ? (O extends Outcome<infer T> ? T : unknown) : unknown;

/** Runs a mutator: `await mutate<typeof updateCustomer>(replica, 'updateCustomer', { … })`. A refusal is a value. */
export async function mutate<M>(replica: Replica, name: string, args: ArgsOf<M>): Promise<MutateResult & Outcome<ValueOf<M>>> {
	return (await replica.mutate(name, args)) as MutateResult & Outcome<ValueOf<M>>;
}
