/**
 * 200 sessions, 20 commits a second: from a commit to the screen of somebody else. 199 sessions only speak the protocol,
 * spread over the five kinds of people who may see the customer; the 200th is a real replica with the record open.
 */
import type { Figure, Measured } from './support/figure.ts';
import { Arrivals, atRate } from './support/marking.ts';
import { loadAverage } from './support/machine.ts';
import { writeMark } from './support/sql-writer.ts';
import type { Joined } from './support/crowd-process.ts';
import { aCustomerOf } from './support/rows.ts';

const branch = 'Presidente Prudente';
const witnesses = ['atendente.prudente', 'tecnico.prudente', 'gerente.prudente', 'financeiro', 'admin'];
const perSecond = 20;

export const propagation: Figure = {
	name: 'propagation',
	what: 'commit → another screen, 200 sessions, 20 commits/s',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		const crowd = lab.child('./crowd-process.ts');
		const tokens = await Promise.all(witnesses.map(async (login) => (await database.signIn(login)).token));
		const joined = await crowd.call<Joined>('join', { url: centre.url, tokens, sessions: 199, atOnce: 50 });
		const customerId = await aCustomerOf(database, branch);
		const [reader, writer] = [lab.child('./replica-process.ts'), lab.child('./replica-process.ts')];
		for (const child of [reader, writer]) {
			await child.call('open', { url: centre.url, person: await database.signIn('atendente.prudente'), folder: lab.folder });
			await child.call('verify');
		}
		await reader.call('show', { customerId, search: 'silva' });

		const times = lab.times(600);
		const warmUp = 40;
		const measure = async (how: string, write: (n: number) => Promise<number>): Promise<Measured[]> => {
			const first = lab.marks(times + warmUp);
			const screen = new Arrivals().of(reader, 'screen');
			const frame = new Arrivals().of(reader, 'frame');
			const last = new Arrivals().ofLast(crowd);
			await atRate(perSecond, times + warmUp, async (i) => {
				const at = await write(first + i);
				for (const arrivals of [screen, frame, last]) arrivals.sent(first + i, at);
			});
			await Promise.all([screen.all(), frame.all(), last.all()]);
			const params = {
				sessions: 200,
				perSecond,
				customers: 10_000,
				written: how,
				load: loadAverage(),
				joinAllMs: Math.round(joined.allMs)
			};
			const from = first + warmUp;
			const zero = { what: 'Rocicorp Zero 1.9, last of 200 clients (measured earlier, elsewhere)', p50: 1800, p99: 8000 };
			return [
				{
					name: `propagation/${how}/screen`,
					unit: 'ms',
					...screen.summary(from),
					target: { kind: 'atMost', p50: 30, p99: 150 },
					baseline: zero,
					params: { ...params, frameP50: frame.summary(from).p50, frameP99: frame.summary(from).p99 }
				},
				{
					name: `propagation/${how}/last-of-200`,
					unit: 'ms',
					...last.summary(from),
					target: { kind: 'atMost', p50: 30, p99: 150 },
					baseline: zero,
					params
				}
			];
		};
		return [
			...(await measure('sql', (n) => writeMark(database.pool, n, customerId))),
			...(await measure('node', async (n) => (await writer.call<{ at: number }>('write', { n, customerId })).at))
		];
	}
};
