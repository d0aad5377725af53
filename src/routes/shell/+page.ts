/** An empty page that starts the application: the service worker's answer to every address of the office (offline deep links). */
export const ssr = false;
export const prerender = true;
