import type { Core } from '#lib/sync/client/core.ts';
import { lastMark } from './marks.ts';
import { nowMs } from './stats.ts';

/** Opens a customer's record and resolves with the moment at which it shows this mark or a later one. */
export function screenMark(core: Core, customerId: string, n: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const stop = core.live(
			'customer.get',
			{ id: customerId },
			{
				rows: (rows) => {
					if ((lastMark(JSON.stringify(rows)) ?? -1) < n) return;
					const at = nowMs();
					queueMicrotask(() => stop());
					resolve(at);
				},
				failed: reject
			}
		);
	});
}
