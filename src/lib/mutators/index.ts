import { registry, type AnyMutator, type MutatorRegistry } from '#lib/sync/model.ts';
import { branchSave } from './branch/save.ts';
import { customerCreate } from './customer/create.ts';
import { customerUpdate } from './customer/update.ts';
import { noticeSeen } from './notice/seen.ts';
import { observationCreate } from './observation/create.ts';
import { observationUpdate } from './observation/update.ts';
import { observationTypeSave } from './observation-type/save.ts';
import { readingCreate } from './reading/create.ts';
import { settingSave } from './setting/save.ts';
import { ticketOpen } from './ticket/open.ts';

/** What a person or an automation can do, the same in the replica and at the centre. */
export const mutators: MutatorRegistry = registry([
	branchSave,
	customerCreate,
	customerUpdate,
	noticeSeen,
	observationCreate,
	observationUpdate,
	observationTypeSave,
	readingCreate,
	settingSave,
	ticketOpen
] as unknown as readonly AnyMutator[]);
