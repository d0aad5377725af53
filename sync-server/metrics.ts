/** Counters of one node, printed in the Prometheus text format by `/api/metrics`. */
export class Metrics {
	rounds = 0;
	framesSent = 0;
	bytesSent = 0;
	catchUps = 0;
	stalls = 0;
	mutationsDone = 0;
	mutationsRefused = 0;
	mutationsCrashed = 0;
	checks = 0;
	/** Ranges that differed from the centre and were sent again: must stay 0. */
	repairs = 0;
	/** Ranges sent again to replicas whose cursor could not be trusted (SPEC H1). */
	expectedRepairs = 0;
	pages = 0;
	polls = 0;
	refusedSockets = 0;
	#roundMs: number[] = [];

	observeRound(ms: number): void {
		this.#roundMs.push(ms);
		if (this.#roundMs.length > 1000) this.#roundMs.shift();
	}

	/** Median and 99th percentile of the last thousand rounds, in milliseconds. */
	roundMs(): { p50: number; p99: number } {
		const sorted = [...this.#roundMs].sort((a, b) => a - b);
		const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
		return { p50: at(0.5), p99: at(0.99) };
	}

	print(gauges: Readonly<Record<string, number>>): string {
		const round = this.roundMs();
		const all: Record<string, number> = {
			...gauges,
			rounds_total: this.rounds,
			frames_sent_total: this.framesSent,
			bytes_sent_total: this.bytesSent,
			catch_ups_total: this.catchUps,
			stalls_total: this.stalls,
			mutations_done_total: this.mutationsDone,
			mutations_refused_total: this.mutationsRefused,
			mutations_crashed_total: this.mutationsCrashed,
			checks_total: this.checks,
			repairs_total: this.repairs,
			expected_repairs_total: this.expectedRepairs,
			pages_total: this.pages,
			polls_total: this.polls,
			refused_sockets_total: this.refusedSockets,
			round_ms_p50: round.p50,
			round_ms_p99: round.p99
		};
		return Object.entries(all)
			.map(([name, value]) => `balcao_${name} ${value}\n`)
			.join('');
	}
}
