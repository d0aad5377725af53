export interface Question {
	readonly title: string;
	readonly text?: string;
	/** The verb on the button, never "OK". */
	readonly verb: string;
	readonly cancel?: string;
	readonly danger?: boolean;
}

let open = $state.raw<(Question & { answer(yes: boolean): void }) | null>(null);

export const askState = {
	get open() {
		return open;
	}
};

/** `if (await ask({ title, verb }))`: a question before what cannot be taken back. A second question answers the first with no. */
export function ask(question: Question): Promise<boolean> {
	open?.answer(false);
	return new Promise((resolve) => {
		open = {
			...question,
			answer(yes) {
				open = null;
				resolve(yes);
			}
		};
	});
}
