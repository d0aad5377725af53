/** One customer of a run who could not be billed, or whose invoice stands without a bank slip. */
export interface RunProblem {
	readonly id: string;
	readonly customerId: string;
	readonly customerCode: number;
	readonly customerName: string;
	/** Null: there is no invoice. */
	readonly invoiceNumber: number | null;
	/** Code of a refusal, or `defect`. */
	readonly code: string;
}
