import { team } from '#lib/schema/list.ts';
import { defineListSave } from '../list/define-list-save.ts';

/** Equipe: who a ticket waits for. */
export const teamSave = defineListSave({ name: 'team.save', table: team, verb: 'list.manage' });
