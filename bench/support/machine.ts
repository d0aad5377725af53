import { cpus, loadavg, totalmem } from 'node:os';

/** What a figure depends on besides the code. The load includes the bench itself. */
export const machine = () => ({
	cores: cpus().length,
	cpu: cpus()[0]?.model ?? 'unknown',
	memoryGiB: Math.round(totalmem() / 2 ** 30),
	node: process.version
});

export const loadAverage = (): number => Math.round(loadavg()[0]! * 10) / 10;
