/**
 * `npm run restore -- FOLDER`: fills a new database (a new DATA_DIR, or DATABASE_URL of an empty one) from a backup.
 * See docs/operations.md.
 */
import { OperatorError } from '../sync-server/postgres/operator-error.ts';
import { restore } from '../sync-server/postgres/restore.ts';
import { command, withNewDatabase } from './lib/database.ts';

await command(async () => {
	const folder = process.argv[2];
	if (!folder) throw new OperatorError('Say from where: DATA_DIR=new-folder npm run restore -- FOLDER.');
	const { tables, takenAt } = await withNewDatabase((url) => restore(url, folder));
	const rows = tables.reduce((sum, table) => sum + table.rows, 0);
	console.log(
		`${tables.length} tables and ${rows.toLocaleString('en')} rows are back as they were on ${takenAt}. Start with the same settings.`
	);
});
