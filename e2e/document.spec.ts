import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, statusBar, test, upToDate } from './support/computer.ts';
import { createCustomer, findAndOpen, newPerson } from './support/customer.ts';

/** One point, red. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

async function openDocuments(page: Page): Promise<void> {
	await page.getByRole('navigation', { name: 'Opções do cadastro' }).getByRole('link', { name: 'Documentos' }).click();
	await expect(page.getByRole('heading', { name: 'Gerenciador de Documentos' })).toBeVisible();
}
const documents = (page: Page) => page.getByRole('grid', { name: 'Documentos do cliente' });
const row = (page: Page, text: string) => documents(page).getByRole('row').filter({ hasText: text });

async function addFile(page: Page, file: { name: string; mimeType: string; buffer: Buffer }, description: string): Promise<void> {
	await page.locator('input[type=file]').setInputFiles(file);
	const dialog = page.getByRole('dialog', { name: 'Incluir documento' });
	await dialog.getByLabel('Descrição').fill(description);
	await dialog.getByRole('button', { name: 'Enviar' }).click();
	await expect(dialog).toBeHidden();
}

test('175, 176, 178, (!) 177: a file is sent, appears in the other browser, opens with preview, only description and remark change, Download gives it back', async ({
	computer
}) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson();
	await createCustomer(clerk.page, person);
	await openDocuments(clerk.page);
	await expect(clerk.page.getByText('Nenhum documento')).toBeVisible();
	await upToDate(clerk.page);
	await findAndOpen(manager.page, person.Nome);
	await openDocuments(manager.page);

	await addFile(clerk.page, { name: 'casa_do_cliente.png', mimeType: 'image/png', buffer: png }, 'Foto da fachada');
	await expect(row(manager.page, 'Foto da fachada')).toContainText('Lívia Arantes');

	await row(manager.page, 'Foto da fachada').dblclick();
	const dialog = manager.page.getByRole('dialog', { name: 'Foto da fachada' });
	await expect(dialog).toContainText('casa_do_cliente.png');
	const preview = dialog.getByRole('region', { name: 'Visualização' }).getByRole('img');
	await expect(preview).toBeVisible();
	expect(await preview.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1);
	// (!) 177
	await expect(dialog.getByRole('textbox')).toHaveCount(2);
	await dialog.getByLabel('Observação do Registro').fill('Portão azul');
	await dialog.getByRole('button', { name: 'Salvar' }).click();
	await expect(row(clerk.page, 'Foto da fachada')).toContainText('Portão azul');

	await row(clerk.page, 'Foto da fachada').click({ button: 'right' });
	const [kept] = await Promise.all([clerk.page.waitForEvent('download'), clerk.page.getByRole('menuitem', { name: 'Download' }).click()]);
	expect(kept.suggestedFilename()).toBe('casa_do_cliente.png');
	expect(readFileSync(await kept.path()).equals(png)).toBe(true);

	await row(clerk.page, 'Foto da fachada').click({ button: 'right' });
	await clerk.page.getByRole('menuitem', { name: 'Excluir' }).click();
	await clerk.page.getByRole('alertdialog').getByRole('button', { name: 'Excluir' }).click();
	await expect(row(clerk.page, 'Foto da fachada')).toBeHidden();
	await manager.page.getByText('Mostrar excluídos (1)').click();
	await expect(row(manager.page, 'Foto da fachada (Excluído)')).toBeVisible();
});

test('what is no picture is refused with the reason; without a connection the list stays and says why files do not', async ({
	computer
}) => {
	const { page, link } = await computer('atendente.prudente');
	await createCustomer(page);
	await openDocuments(page);
	await upToDate(page);
	await addFile(page, { name: 'falsa.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>1</script>') }, 'Falsa');
	await expect(page.getByRole('list', { name: 'Envios' })).toContainText('O conteúdo não é do tipo que o nome diz.');
	await page.getByRole('button', { name: 'Tirar falsa.png da lista de envios' }).click();
	await addFile(page, { name: 'nota.txt', mimeType: 'text/plain', buffer: Buffer.from('combinado') }, 'Combinado por telefone');
	await expect(row(page, 'Combinado por telefone')).toBeVisible();

	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	await expect(page.getByText('Os arquivos ficam no centro').first()).toBeVisible();
	await expect(page.getByRole('button', { name: 'Incluir arquivos' })).toHaveAttribute('aria-disabled', 'true');
	await expect(row(page, 'Combinado por telefone')).toBeVisible();
});

test('an upload that the line cuts goes on by itself when the line is back', async ({ computer }) => {
	const { page, link } = await computer('atendente.prudente');
	await createCustomer(page);
	await openDocuments(page);
	await upToDate(page);
	let parts = 0;
	await page.route('**/api/documents/uploads/*?offset=*', async (route) => {
		parts += 1;
		if (parts === 2) link.cut();
		await route.continue().catch(() => undefined);
	});
	const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_200_000, 'x')]);
	await addFile(page, { name: 'contrato.pdf', mimeType: 'application/pdf', buffer: pdf }, 'Contrato');
	await expect(page.getByRole('list', { name: 'Envios' })).toContainText('Sem conexão');
	link.restore();
	await expect(row(page, 'Contrato')).toContainText('1,2 MB');
	await expect(page.getByRole('list', { name: 'Envios' })).toBeHidden();
});
