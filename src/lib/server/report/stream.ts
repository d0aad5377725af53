import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZodError } from 'zod';
import { refused } from '#lib/server/http/answers.ts';
import { refuse } from '#lib/sync/model.ts';
import { askedReport, type AskedReport } from './asked.ts';
import { makeFile, NoPictures } from './make-file.ts';
import { Turns } from './turns.ts';

/** Bytes of a report that is sent here: 100,000 lines are about ten million. */
const limit = 64 * 1024 * 1024;
/** First line at most: titles and columns. */
const headLimit = 64 * 1024;
/** Reports that this node draws at a time; others wait. */
const turns = new Turns(2);

class TooLarge extends Error {}

/**
 * Takes a report as lines of JSON (asked.ts) and answers with a stream: `{"step","done","of"}` a line while it is made, at last
 * `{"file","mime","bytes"}` and, after the line break, the bytes; or `{"refused": code}`. Who goes away stops it. Nothing is kept.
 */
export async function makeReportStream(request: Request): Promise<Response> {
	const folder = await mkdtemp(join(tmpdir(), 'balcao-report-'));
	const from = join(folder, 'asked');
	const clean = (): Promise<void> => rm(folder, { recursive: true, force: true });
	let asked: AskedReport;
	try {
		await keepBody(request, from);
		asked = askedReport.parse(JSON.parse(await firstLine(from)));
	} catch (error) {
		await clean();
		if (!(error instanceof TooLarge || error instanceof SyntaxError || error instanceof ZodError)) console.error(error);
		return refused(refuse(error instanceof TooLarge ? 'body_too_large' : 'body_invalid'));
	}
	const stop = new AbortController();
	const out = new PassThrough();
	const say = (value: unknown): boolean => !out.destroyed && out.write(`${JSON.stringify(value)}\n`);
	out.on('close', () => stop.abort());
	out.on('error', () => stop.abort());
	void run();
	async function run(): Promise<void> {
		try {
			await turns.take(stop.signal, async () => {
				const file = await makeFile(asked, from, folder, new Date().toISOString(), stop.signal, say);
				say({ file: file.ending, mime: file.mime, bytes: (await stat(file.path)).size });
				await pipeline(createReadStream(file.path), out, { signal: stop.signal });
			});
		} catch (error) {
			if (stop.signal.aborted) return;
			console.error(error);
			say({ refused: error instanceof NoPictures ? 'report_no_pictures' : 'report_failed' });
			out.end();
		} finally {
			await clean();
		}
	}
	return new Response(Readable.toWeb(out) as ReadableStream, {
		// A proxy that gathers the answer would hold back how far it is.
		headers: { 'content-type': 'application/octet-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
	});
}

async function keepBody(request: Request, path: string): Promise<void> {
	let size = 0;
	const counted = new Transform({
		transform(part: Buffer, _encoding, done) {
			size += part.length;
			done(size > limit ? new TooLarge() : null, part);
		}
	});
	if (!request.body) throw new SyntaxError('no body');
	await pipeline(Readable.fromWeb(request.body as never), counted, createWriteStream(path));
}

async function firstLine(path: string): Promise<string> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(headLimit), 0, headLimit, 0);
		return buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0] ?? '';
	} finally {
		await file.close();
	}
}
