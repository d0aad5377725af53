import * as m from '#lib/paraglide/messages.js';
import type { AccessWay } from '#lib/schema/privacy.ts';

const ways: Readonly<Record<AccessWay, () => string>> = {
	search: m.privacy_via_search,
	ticket: m.privacy_via_ticket,
	link: m.privacy_via_link,
	api: m.privacy_via_api,
	print: m.privacy_via_print,
	export: m.privacy_via_export,
	replica: m.privacy_via_replica
};
export const wayName = (via: AccessWay): string => ways[via]();
