import { z } from 'zod';
import { refusal } from '#lib/domain/refusal.ts';
import { messageTemplate, templateChannels } from '#lib/schema/list.ts';
import { defineListSave } from '../list/define-list-save.ts';

/**
 * Modelo de mensagem: its name and whether it is offered. Its channel is chosen once: a text written for an e-mail is no SMS.
 * The text itself is a shared one and written by `text.write`.
 */
export const messageTemplateSave = defineListSave({
	name: 'messageTemplate.save',
	table: messageTemplate,
	verb: 'settings.manage',
	extras: { channel: z.enum(templateChannels) },
	check: ({ channel }, stored) => (stored !== null && stored.channel !== channel ? refusal('value_invalid', 'channel') : null)
});
