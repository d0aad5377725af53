/** Ticks of a list of addresses after one of its verbs (items 255–257); in the list's own order. */
export const ticks = {
	all: (addresses: readonly string[]): string[] => [...addresses],
	none: (): string[] => [],
	invert: (addresses: readonly string[], ticked: readonly string[]): string[] => addresses.filter((one) => !ticked.includes(one))
} as const;
