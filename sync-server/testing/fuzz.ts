/**
 * `npm run fuzz -- --seconds 60 --seed 1`: real replicas, nodes and Postgres under everything that goes wrong, compared
 * with what Postgres itself answers. Ends with 1 when anything diverged, got lost, happened twice or leaked.
 */
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz/run.ts';

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '60' },
		seed: { type: 'string', default: String(Date.now() % 1_000_000) },
		quiet: { type: 'boolean', default: false }
	}
});
const seed = Number(values.seed);
const seconds = Number(values.seconds);
if (!Number.isInteger(seed) || !(seconds > 0)) {
	console.error('usage: npm run fuzz -- --seconds S --seed N');
	process.exit(2);
}
console.log(`fuzz: seed ${seed}, ${seconds} s`);
const { rounds, mutations, divergences, lost, duplicated, leaked } = await fuzz({
	seconds,
	seed,
	log: (line) => values.quiet || console.log(line)
});
console.log(
	`fuzz: ${rounds} rounds, ${mutations} mutations, ${divergences} divergences, ${lost} lost, ${duplicated} duplicated, ${leaked} leaked, seed ${seed}`
);
process.exit(divergences + lost + duplicated + leaked > 0 ? 1 : 0);
