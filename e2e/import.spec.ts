import { completeCpf } from '#lib/domain/tax-id/cpf.ts';
import { expect, test } from './support/computer.ts';
import { findAndOpen, goTo, record, resultRows, uniqueWord } from './support/customer.ts';
import { openSettings, rowOf } from './support/people.ts';

test('a sheet is mapped, checked, imported, seen in the other browser and undone whole', async ({ computer }) => {
	const [manager, clerk] = [await computer('gerente.prudente'), await computer('atendente.prudente')];
	const { page } = manager;
	const word = uniqueWord();
	const cpf = (n: number): string => completeCpf(String(Math.floor(Math.random() * 8e8) + 1e8 + n));
	const lines = ['Alfa', 'Beta', 'Gama'].map((name, n) => `${word} ${name};${cpf(n)};Rua das Palmeiras;Presidente Prudente;SP`);
	const csv = ['Nome;CPF/CNPJ;Logradouro;Cidade;UF', ...lines, `${word} Ruim;123;Rua B;Presidente Prudente;SP`].join('\r\n');

	await openSettings(page, 'Importação');
	await page.getByRole('button', { name: 'Nova importação' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Nova importação' });
	await dialog.locator('input[type=file]').setInputFiles({ name: `${word}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv, 'latin1') });
	await expect(dialog.getByLabel('Vai para: Logradouro')).toHaveValue('address');
	await expect(dialog.getByLabel('Vai para: CPF/CNPJ')).toHaveValue('taxId');
	await dialog.getByLabel('Vai para: Cidade').selectOption('');
	await expect(dialog.getByText(/^Falta escolher: .*Cidade/)).toBeVisible();
	await dialog.getByLabel('Vai para: Cidade').selectOption('city');
	await dialog.getByRole('button', { name: 'Conferir' }).click();
	await expect(dialog.getByText('3 linhas boas')).toBeVisible();
	await expect(dialog.getByRole('grid', { name: 'Linhas com problema' }).getByRole('row').filter({ hasText: '123' })).toContainText('5');
	await dialog.getByRole('button', { name: 'Importar 3 linhas' }).click();
	await expect(dialog).toBeHidden();
	await expect(rowOf(page, `${word}.csv`)).toContainText('Concluída');

	await findAndOpen(clerk.page, `${word} Beta`);
	await expect(record(clerk.page)).toContainText(`${word} Beta`);

	await rowOf(page, `${word}.csv`).click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Desfazer importação' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Desfazer importação' }).click();
	await expect(rowOf(page, `${word}.csv`)).toContainText('Desfeita');
	await goTo(clerk.page, 'Clientes');
	await clerk.page.getByLabel('Procurar').fill(word);
	await expect(resultRows(clerk.page)).toHaveCount(0);
});

test('an attendant has no import', async ({ computer }) => {
	const { page } = await computer('atendente.prudente');
	await goTo(page, 'Painel');
	const sections = page.getByRole('navigation', { name: 'Seções do painel' });
	await expect(sections.getByRole('link', { name: 'Usuários' })).toBeVisible();
	await expect(sections.getByRole('link', { name: 'Importação' })).toBeHidden();
});
