/**
 * Something only the person who runs the system can put right: a taken port, an unreachable database. Its message is
 * one sentence that says what is wrong and what to do; whoever shows it shows no stack.
 */
export class OperatorError extends Error {
	override readonly name = 'OperatorError';
}
