import { normaliseField } from '#lib/domain/customer/customer-rules.ts';
import { asText, type CustomerField } from '#lib/mutators/customer/fields.ts';
import type { CustomerRow } from '#lib/queries/customer/get.ts';

/** Fields in the form in which they are stored; absent is null. */
export type Stored = Readonly<Partial<Record<CustomerField, string | null>>>;
/** Fields as they stand in the inputs. */
export type Typed = Partial<Record<CustomerField, string>>;

/** What an input holds, in stored form. `areaCode` completes a telephone number typed without one. */
export function toStored(field: CustomerField, typed: string, areaCode?: string): string | null {
	return field === 'branchId' ? typed || null : normaliseField(field, typed, areaCode);
}

export function storedOf(record: CustomerRow, field: CustomerField): string | null {
	return asText(record[field]);
}
