import type { ReplicaStatus } from '../contract.ts';

/** The status as one line for a console; the parts that change for every tick (instants) are left out. */
export function statusLine(status: ReplicaStatus): string {
	const { link, load, pending, refused, repairs } = status;
	const loading =
		load.phase === 'ready'
			? 'ready'
			: `${load.phase}${load.table === null ? '' : ` ${load.table}`} ${load.rowsDone}/${load.rowsTotal}${load.usable ? ' usable' : ''}`;
	const where = link.state === 'stopped' ? `stopped (${link.because})` : link.state;
	return `${where}, ${loading}, pending ${pending}, refused ${refused}, repairs ${repairs}`;
}
