import { formatAmount } from '#lib/domain/money.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Basis points as people write a rate: 200 → `2`, 150 → `1,5`, 33 → `0,33`. What is typed back is read as money is: two decimals. */
export const percent = (basisPoints: number): string => formatAmount(basisPoints, getLocale()).replace(/[.,]?0+$/, '');
