import { takePart } from '#lib/server/files/part.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import type { RequestHandler } from './$types.js';

/** The part that begins at `?offset=`: `{ received }`, or 409 with where to go on. */
export const PUT: RequestHandler = permitted('bankFile.manage', takePart);
