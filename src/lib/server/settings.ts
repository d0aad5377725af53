import { readSettings } from '#lib/domain/settings.ts';
import type { SettingKey, Settings } from '#lib/domain/settings.ts';
import type { Queryable } from './auth/queryable.ts';

/** One variable of the Painel de Configuração as it is now at the centre, or its default. */
export async function readSetting<K extends SettingKey>(db: Queryable, key: K): Promise<Settings[K]> {
	const { rows } = await db.query<{ key: string; value: unknown }>('select key, value from setting where key = $1', [key]);
	return readSettings(rows)[key];
}
