/** Longest wait for a new version's files, in milliseconds; then the page is loaded anew with what there is. */
const patience = 30_000;

function settled(worker: ServiceWorker): Promise<void> {
	return new Promise((resolve) => {
		const look = () => {
			if (worker.state === 'activated' || worker.state === 'redundant') resolve();
		};
		worker.addEventListener('statechange', look);
		look();
	});
}

/**
 * Loads the page anew in the newest version. The service worker answers with the version that it holds, so it has to
 * fetch the new one first; without that, a reload would bring the old page back.
 */
export async function reloadToNewest(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
	const updated = await registration?.update().catch(() => undefined);
	const worker = updated?.installing ?? updated?.waiting ?? registration?.installing ?? registration?.waiting;
	if (worker) await Promise.race([settled(worker), new Promise((resolve) => setTimeout(resolve, patience))]);
	location.reload();
}
