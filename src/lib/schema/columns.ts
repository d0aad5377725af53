import { customType, uuid } from 'drizzle-orm/pg-core';

/**
 * An instant as ISO 8601 text with offset, e.g. `2026-11-21T14:03:22.123456+00:00`.
 * Text and not Date: microseconds survive, and both ends of the wire compare the same characters.
 */
export const instant = customType<{ data: string; driverData: string }>({
	dataType: () => 'timestamptz',
	fromDriver: (value) => isoInstant(value)
});

/** Postgres prints `2026-11-21 14:03:22.1+00`; browsers only promise to parse `2026-11-21T14:03:22.1+00:00`. */
export function isoInstant(value: string): string {
	return value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

/** Calendar day as `YYYY-MM-DD`, without a time zone. */
export const day = customType<{ data: string; driverData: string }>({ dataType: () => 'date' });

/** Every row is known by a UUID v7 made where the row is made, so an offline office can create it. */
export const id = () => uuid('id').primaryKey().notNull();

/** Who made and who last changed a row, and when. Written by the mutators from `ctx`, never by a screen. */
export const authorship = () => ({
	createdAt: instant('created_at').notNull(),
	createdBy: uuid('created_by'),
	updatedAt: instant('updated_at').notNull(),
	updatedBy: uuid('updated_by')
});

/** A row that was deleted stays, with author and time (Itens Apagados, M1 6.3): it remains listed and searchable. */
export const deletion = () => ({
	deletedAt: instant('deleted_at'),
	deletedBy: uuid('deleted_by')
});
