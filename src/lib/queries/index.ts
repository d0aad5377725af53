import { registry, type AnyQuery, type QueryRegistry } from '#lib/sync/model.ts';
import { branchList } from './branch/list.ts';
import { customerCounts } from './customer/counts.ts';
import { customerGet } from './customer/get.ts';
import { customerSearch } from './customer/search.ts';
import { noticeUnseen } from './notice/unseen.ts';
import { observationList } from './observation/list.ts';
import { observationMustRead } from './observation/must-read.ts';
import { observationTypeList } from './observation-type/list.ts';
import { settingList } from './setting/list.ts';
import { userList } from './user/list.ts';

/** Named questions, for the replica and the centre alike. */
export const queries: QueryRegistry = registry([
	branchList,
	customerCounts,
	customerGet,
	customerSearch,
	noticeUnseen,
	observationList,
	observationMustRead,
	observationTypeList,
	settingList,
	userList
] as unknown as readonly AnyQuery[]);
