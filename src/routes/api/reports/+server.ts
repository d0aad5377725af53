import { makeReportStream } from '#lib/server/report/stream.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import type { RequestHandler } from './$types.js';

/** A report of what the person has before them as PDF or pictures: lines of JSON how far it is, then the file (server/report/stream.ts). */
export const POST: RequestHandler = permitted('invoice.view', ({ request }) => makeReportStream(request));
