/** One sync node in a process of its own, so that `kill -9` is real. Tells its port to the parent, and what it logs. */
import { openCentre } from '../../centre.ts';
import { serve } from '../world.ts';
import { fuzzMutators } from './mutators.ts';

export type NodeWord = { readonly port: number } | { readonly log: string };
const tell = (word: NodeWord) => process.send?.(word);

process.on('disconnect', () => process.exit(0));
const centre = await openCentre({
	databaseUrl: process.env.DATABASE_URL!,
	build: 'fuzz',
	log: (log) => tell({ log }),
	mutators: fuzzMutators
});
const { url } = await serve(centre);
tell({ port: Number(new URL(url).port) });
