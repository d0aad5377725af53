import type { Page } from '@playwright/test';
import { expect, statusBar, test, upToDate } from './support/computer.ts';
import { createCustomer, findAndOpen, goTo, newPerson, section } from './support/customer.ts';

const remarks = (page: Page) => section(page, 'Observações do cadastro');
const text = (page: Page) => remarks(page).getByRole('textbox', { name: 'Observações' });
const write = async (page: Page, words: string) => {
	await text(page).click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type(words);
};

/** The text itself, without the others' cursors and names in it. */
const words = (page: Page) =>
	text(page).evaluate((editor) => {
		const copy = editor.cloneNode(true) as HTMLElement;
		for (const widget of copy.querySelectorAll('.cm-ySelectionCaret, .cm-widgetBuffer')) widget.remove();
		return copy.textContent;
	});

test('two people write the remarks at once: each sees the other’s words and cursor, and nothing is saved by hand', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson({ Observações: 'Portão azul.' });
	await createCustomer(clerk.page, person);
	await findAndOpen(manager.page, person.Nome);
	await expect(text(manager.page)).toHaveText('Portão azul.');
	await Promise.all([write(clerk.page, ' Cachorro bravo.'), write(manager.page, ' Ligar antes.')]);
	for (const { page } of [clerk, manager]) {
		await expect(text(page)).toContainText('Portão azul.');
		await expect(text(page)).toContainText('Cachorro bravo.');
		await expect(text(page)).toContainText('Ligar antes.');
	}
	await expect.poll(() => words(clerk.page)).toBe(await words(manager.page));
	await expect(remarks(clerk.page)).toContainText('Odete Brandão escrevendo aqui');
	await expect(remarks(manager.page)).toContainText('Lívia Arantes escrevendo aqui');
	await expect(remarks(clerk.page).getByRole('status')).toHaveText('salvo');

	// And it is there for who opens the record afterwards, also by the search of the list.
	await goTo(clerk.page, 'Clientes');
	await findAndOpen(clerk.page, person.Nome);
	await expect(text(clerk.page)).toContainText('Cachorro bravo.');
	await expect(text(clerk.page)).toContainText('Ligar antes.');
});

test('what is written without the centre survives a reload, and merges with what others wrote meanwhile', async ({ computer }) => {
	const [clerk, manager] = [await computer('atendente.prudente'), await computer('gerente.prudente')];
	const person = newPerson({ Observações: 'Casa dos fundos.' });
	await createCustomer(clerk.page, person);
	await upToDate(clerk.page);
	await clerk.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
	await findAndOpen(manager.page, person.Nome);
	await expect(text(manager.page)).toHaveText('Casa dos fundos.');

	clerk.link.cut();
	await expect(statusBar(clerk.page)).toContainText('Trabalhando sem conexão desde');
	await write(clerk.page, ' Escrito na estrada.');
	await expect(remarks(clerk.page).getByRole('status')).toHaveText('salvo neste computador');
	await clerk.page.reload();
	await expect(text(clerk.page)).toHaveText('Casa dos fundos. Escrito na estrada.');
	await write(manager.page, ' Escrito na matriz.');

	clerk.link.restore();
	await upToDate(clerk.page);
	for (const { page } of [clerk, manager]) {
		await expect(text(page)).toContainText('Escrito na estrada.');
		await expect(text(page)).toContainText('Escrito na matriz.');
	}
});

test('who may not write the registration reads the text as it is being written', async ({ computer }) => {
	const [clerk, technician] = [await computer('atendente.prudente'), await computer('tecnico.prudente')];
	const person = newPerson({ Observações: 'Caixa no poste.' });
	await createCustomer(clerk.page, person);
	await findAndOpen(technician.page, person.Nome);
	await expect(text(technician.page)).toHaveText('Caixa no poste.');
	await write(clerk.page, ' Porta 7.');
	await expect.poll(() => words(technician.page)).toBe('Caixa no poste. Porta 7.');
	await expect(text(technician.page)).not.toBeEditable();
});
