import { documentRemove } from '#lib/mutators/document/remove.ts';
import { documentUpdate } from '#lib/mutators/document/update.ts';
import { documentList } from '#lib/queries/document/list.ts';
import { asks, does } from './define.ts';
import { router } from './trpc.ts';

/** Gerenciador de Documentos. The files themselves: GET /api/documents/<id>/content, with the scope `document.content`. */
export const document = router({
	list: asks(documentList, {
		summary: 'Documents of a customer, newest first, deleted ones among them',
		more: 'The file of one: `GET /api/documents/{id}/content` with the scope `document.content`.'
	}),
	update: does(documentUpdate, { summary: 'Changes description or remark of a document' }),
	remove: does(documentRemove, { summary: 'Takes a document off the list; it stays as a deleted one, with its file' })
});
