import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres/embedded.ts';

/** An embedded Postgres that is started again, on the same port, when it ends without having been asked to. */
export interface KeptPostgres {
	readonly url: string;
	readonly pid: number;
	stop(mode?: 'fast' | 'immediate'): Promise<void>;
}

/** More ends than this in a minute are no accident: `lost` is called and nothing is started any more. */
const mostRestartsPerMinute = 5;

export async function keepPostgres(options: {
	dataDir: string;
	log: (line: string) => void;
	lost: (error: unknown) => void;
}): Promise<KeptPostgres> {
	let current: EmbeddedPostgres = await startEmbeddedPostgres(options);
	let starting: Promise<void> | null = null;
	let stopping = false;
	const ends: number[] = [];
	watch(current);

	function watch(postgres: EmbeddedPostgres): void {
		void postgres.ended.then(() => {
			if (stopping) return;
			const now = Date.now();
			ends.push(now);
			if (ends.filter((at) => now - at < 60_000).length > mostRestartsPerMinute)
				return options.lost(new Error('Postgres keeps ending: see its log in the data folder'));
			options.log('Postgres ended unexpectedly: starting it again');
			starting = startEmbeddedPostgres({ ...options, port: current.port }).then(
				(again) => {
					current = again;
					starting = null;
					watch(again);
				},
				(error: unknown) => {
					starting = null;
					options.lost(error);
				}
			);
		});
	}

	return {
		url: current.url,
		get pid() {
			return current.pid;
		},
		async stop(mode) {
			stopping = true;
			await starting;
			await current.stop(mode);
		}
	};
}
