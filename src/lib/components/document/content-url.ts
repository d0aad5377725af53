/** Where the file of a document is; `inline` to show it, otherwise to keep it. */
export const contentUrl = (id: string, inline = false): string => `/api/documents/${id}/content${inline ? '?inline' : ''}`;

/** "Download" (item 178): the browser's own, under the name that the centre says. */
export function download(id: string): void {
	const link = document.createElement('a');
	link.href = contentUrl(id);
	link.download = '';
	link.click();
}
