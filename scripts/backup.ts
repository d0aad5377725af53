/**
 * `npm run backup -- FOLDER`: everything as of this moment, while people go on working. The database is the one that
 * `npm start` would use (DATA_DIR, DATABASE_URL). See docs/operations.md.
 */
import { backup } from '../sync-server/postgres/backup.ts';
import { OperatorError } from '../sync-server/postgres/operator-error.ts';
import { command, withDatabase } from './lib/database.ts';

await command(async () => {
	const folder = process.argv[2];
	if (!folder) throw new OperatorError('Say where to: npm run backup -- FOLDER (a folder that does not exist yet).');
	const { tables, takenAt } = await withDatabase((url) => backup(url, folder));
	const rows = tables.reduce((sum, table) => sum + table.rows, 0);
	console.log(`${folder}: ${tables.length} tables, ${rows.toLocaleString('en')} rows, as of ${takenAt}`);
});
