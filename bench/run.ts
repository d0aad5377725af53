/**
 * `npm run bench [-- --only NAME] [--json] [--long] [--quick]`: measures the engine on real parts over loopback. With
 * `--json` one object per figure and line on stdout, else a table; what is going on is told on stderr.
 */
import { parseArgs } from 'node:util';
import { figures } from './figures.ts';
import type { Measured } from './support/figure.ts';
import { isMet } from './support/figure.ts';
import { Lab } from './support/lab.ts';
import { loadAverage, machine } from './support/machine.ts';
import { tableLine, tableHead } from './support/table.ts';

const { values } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		only: { type: 'string', multiple: true },
		long: { type: 'boolean', default: false },
		quick: { type: 'boolean', default: false }
	}
});
const chosen = figures.filter(({ name }) => !values.only || values.only.some((only) => name === only || name.startsWith(`${only}/`)));
if (chosen.length === 0) {
	console.error(`There is no such figure. Choose from:\n${figures.map(({ name, what }) => `  ${name.padEnd(16)} ${what}`).join('\n')}`);
	process.exit(2);
}

const lab = new Lab({ long: values.long, quick: values.quick, log: (line) => console.error(line) });
const print = (measured: Measured): void =>
	console.log(values.json ? JSON.stringify({ ...measured, met: isMet(measured) }) : tableLine(measured));

let failed = 0;
process.once('SIGINT', () => void lab.close().finally(() => process.exit(130)));
console.error(`${JSON.stringify(machine())} load ${loadAverage()}`);
if (!values.json) console.log(tableHead());
try {
	for (const figure of chosen) {
		const began = performance.now();
		console.error(`${figure.name}: ${figure.what}`);
		try {
			for (const measured of await figure.run(lab)) print(measured);
		} catch (error) {
			failed++;
			console.error(`${figure.name} FAILED:`, error);
		}
		await lab.tidy();
		console.error(`  ${((performance.now() - began) / 1000).toFixed(0)} s`);
	}
} finally {
	await lab.close();
}
process.exit(failed === 0 ? 0 : 1);
