import { observationType } from '#lib/schema/observation.ts';
import { defineListSave } from '../list/define-list-save.ts';

/** Makes (id null) or changes a Tipo de Observação. One that is in use is never deleted, it is made inactive. */
export const observationTypeSave = defineListSave({ name: 'observationType.save', table: observationType, verb: 'observationType.manage' });
