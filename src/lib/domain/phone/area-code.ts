import type { State } from '../state.ts';

/** DDD → states it serves. Most serve one; 42, 47, 49 and 61 cross a border. */
const statesByAreaCode: Readonly<Record<string, readonly State[]>> = {
	...serve('SP', 11, 12, 13, 14, 15, 16, 17, 18, 19),
	...serve('RJ', 21, 22, 24),
	...serve('ES', 27, 28),
	...serve('MG', 31, 32, 33, 34, 35, 37, 38),
	...serve('PR', 41, 43, 44, 45, 46),
	42: ['PR', 'SC'],
	47: ['SC', 'PR'],
	48: ['SC'],
	49: ['SC', 'PR'],
	...serve('RS', 51, 53, 54, 55),
	61: ['DF', 'GO'],
	...serve('GO', 62, 64),
	...serve('TO', 63),
	...serve('MT', 65, 66),
	...serve('MS', 67),
	...serve('AC', 68),
	...serve('RO', 69),
	...serve('BA', 71, 73, 74, 75, 77),
	...serve('SE', 79),
	...serve('PE', 81, 87),
	...serve('AL', 82),
	...serve('PB', 83),
	...serve('RN', 84),
	...serve('CE', 85, 88),
	...serve('PI', 86, 89),
	...serve('PA', 91, 93, 94),
	...serve('AM', 92, 97),
	...serve('RR', 95),
	...serve('AP', 96),
	...serve('MA', 98, 99)
};

/** The 67 area codes (DDD) in use in Brazil, in order. */
export const areaCodes: readonly string[] = Object.keys(statesByAreaCode).sort();

export function isAreaCode(text: string): boolean {
	return Object.hasOwn(statesByAreaCode, text);
}

/** States that an area code serves; empty when it is none. */
export function statesOfAreaCode(areaCode: string): readonly State[] {
	return isAreaCode(areaCode) ? (statesByAreaCode[areaCode] ?? []) : [];
}

function serve(state: State, ...codes: readonly number[]): Record<string, readonly State[]> {
	return Object.fromEntries(codes.map((code) => [String(code), [state]]));
}
