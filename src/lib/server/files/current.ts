import { join, resolve } from 'node:path';
import { diskStore } from './disk.ts';
import type { FileStore } from './port.ts';
import { s3Store } from './s3.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The storage that the environment names: S3 when `FILES_S3_ENDPOINT` is set, else the folder `files` of DATA_DIR. */
export function fileStore(env: Environment = process.env): FileStore {
	const endpoint = env.FILES_S3_ENDPOINT;
	if (!endpoint) return diskStore(join(resolve(env.DATA_DIR || 'data'), 'files'));
	const named = (name: string): string => {
		const value = env[name];
		if (!value) throw new Error(`${name} is not set, but FILES_S3_ENDPOINT is`);
		return value;
	};
	return s3Store({
		endpoint,
		bucket: named('FILES_S3_BUCKET'),
		region: env.FILES_S3_REGION || 'us-east-1',
		key: named('FILES_S3_KEY'),
		secret: named('FILES_S3_SECRET')
	});
}

/** Largest document in bytes: `FILES_MAX_MB`, 25 when it is not set. */
export function documentLimit(env: Environment = process.env): number {
	const megabytes = Number(env.FILES_MAX_MB || 25);
	if (!Number.isFinite(megabytes) || megabytes <= 0) throw new Error('FILES_MAX_MB must be a number of megabytes');
	return Math.floor(megabytes * 1024 * 1024);
}
