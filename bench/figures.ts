import type { Figure } from './support/figure.ts';
import { browser } from './browser.ts';
import { bulk } from './bulk.ts';
import { connect } from './connect.ts';
import { delinquency } from './delinquency.ts';
import { fanOut } from './fan-out.ts';
import { firstLoad } from './first-load.ts';
import { importing } from './import.ts';
import { invoiceRun } from './invoice-run.ts';
import { idle } from './idle.ts';
import { localWrite } from './local-write.ts';
import { longTransaction } from './long-transaction.ts';
import { propagation } from './propagation.ts';
import { record } from './record.ts';
import { rebase } from './rebase.ts';
import { report } from './report.ts';
import { resume } from './resume.ts';
import { retorno } from './retorno.ts';
import { search } from './search.ts';
import { slip } from './slip.ts';
import { suspension } from './suspension.ts';
import { text } from './text.ts';
import { updateRate } from './update-rate.ts';

/** In the order in which they are run. */
export const figures: readonly Figure[] = [
	idle,
	propagation,
	longTransaction,
	connect,
	bulk,
	resume,
	rebase,
	localWrite,
	fanOut,
	updateRate,
	firstLoad,
	search,
	delinquency,
	text,
	importing,
	suspension,
	slip,
	retorno,
	report,
	invoiceRun,
	record,
	browser
];
