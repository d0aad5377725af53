import { refusal, type Refusal } from '../refusal.ts';
import { remessas240, retornos240 } from './banks240.ts';
import { remessas400, retornos400 } from './banks400.ts';
import type { LineLength } from './field.ts';
import type { RemessaLayout, RetornoLayout } from './layout.ts';

/** Every layout whose columns could be verified; what is not here is not written or read. */
export const remessas: readonly RemessaLayout[] = [...remessas240, ...remessas400];
export const retornos: readonly RetornoLayout[] = [...retornos240, ...retornos400];

const find = <T extends { readonly bank: string; readonly format: LineLength }>(
	layouts: readonly T[],
	bank: string,
	format: LineLength
): T | Refusal =>
	layouts.find((layout) => layout.bank === bank && layout.format === format) ?? refusal('cnab_layout_unknown', 'bank', { bank, format });

export const remessaLayout = (bank: string, format: LineLength): RemessaLayout | Refusal => find(remessas, bank, format);
export const retornoLayout = (bank: string, format: LineLength): RetornoLayout | Refusal => find(retornos, bank, format);
