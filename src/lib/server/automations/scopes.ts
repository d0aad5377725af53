import { automations } from './router.ts';

/** What automations may call over tRPC. */
export const procedures: readonly string[] = Object.keys(automations._def.procedures);

/** Reading the file of a document, which is no tRPC call: GET /api/documents/<id>/content. */
export const contentScope = 'document.content';

/** Everything that an API key may be allowed. */
export const scopes: readonly string[] = [...procedures, contentScope];
