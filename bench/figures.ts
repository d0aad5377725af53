import type { Figure } from './support/figure.ts';
import { idle } from './idle.ts';
import { propagation } from './propagation.ts';

/** In the order in which they are run: what wants a young database first. */
export const figures: readonly Figure[] = [idle, propagation];
