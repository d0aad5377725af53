/**
 * Where the arrow keys go on a grid of `columns` tiles; null for another key. Left and Right run through the lines,
 * Up and Down stay in the column and do not leave the grid.
 */
export function tileAfter(key: string, at: number, count: number, columns: number): number | null {
	const last = count - 1;
	switch (key) {
		case 'ArrowRight':
			return Math.min(at + 1, last);
		case 'ArrowLeft':
			return Math.max(at - 1, 0);
		case 'ArrowDown':
			return at + columns <= last ? at + columns : at;
		case 'ArrowUp':
			return at - columns >= 0 ? at - columns : at;
		case 'Home':
			return 0;
		case 'End':
			return last;
		default:
			return null;
	}
}
