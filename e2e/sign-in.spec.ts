import type { Page } from '@playwright/test';
import { beginEditing, createCustomer, edit, findAndOpen, goTo, newPerson, record } from './support/customer.ts';
import { expect, signIn, statusBar, test, upToDate } from './support/computer.ts';

/** What this origin keeps in the browser of what belongs to people: files, databases with something in them, notes. */
async function leftBehind(page: Page): Promise<readonly string[]> {
	return page.evaluate(async () => {
		const left: string[] = [];
		const walk = async (directory: FileSystemDirectoryHandle, path: string): Promise<void> => {
			for await (const [name, handle] of directory.entries()) {
				if (handle instanceof FileSystemDirectoryHandle) await walk(handle, `${path}${name}/`);
				else left.push(`file ${path}${name}`);
			}
		};
		await walk(await navigator.storage.getDirectory(), '/');
		for (const { name } of await indexedDB.databases()) {
			const database = await new Promise<IDBDatabase>((resolve, reject) => {
				const request = indexedDB.open(name!);
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error as Error);
			});
			for (const store of database.objectStoreNames) {
				const count = await new Promise<number>((resolve, reject) => {
					const request = database.transaction(store).objectStore(store).count();
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error as Error);
				});
				if (count > 0) left.push(`${name!}.${store}: ${String(count)} rows`);
			}
			database.close();
		}
		for (const storage of [localStorage, sessionStorage])
			for (const key of Object.keys(storage))
				if (key.startsWith('balcao.') && !/^balcao\.(theme|nav|table)/.test(key)) left.push(`note ${key}`);
		return left;
	});
}

async function leave(page: Page): Promise<void> {
	await page.getByRole('button', { name: /aparência, idioma e saída/ }).click();
	await page.getByRole('menuitem', { name: 'Sair' }).click();
}
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Sair e apagar os dados deste computador?' });

test('1: the door has Usuário, Senha and Entrar, and asks for both by name', async ({ computer }) => {
	const { page } = await computer('', { signedOut: true });
	await expect(page).toHaveURL(/\/sign-in$/);
	await expect(page.getByLabel('Usuário')).toBeFocused();
	await page.getByRole('button', { name: 'Entrar', exact: true }).click();
	await expect(page.getByLabel('Usuário')).toHaveAccessibleDescription('Preencha este campo.');
	await expect(page.getByLabel('Senha', { exact: true })).toHaveAccessibleDescription('Preencha este campo.');
});

test('a wrong password is told in one sentence that does not say which of the two was wrong', async ({ computer }) => {
	const { page } = await computer('', { signedOut: true });
	await signIn(page, 'atendente.prudente', 'errada-errada');
	await expect(page.getByRole('alert')).toHaveText('Usuário ou senha não conferem.');
	await expect(page.getByLabel('Senha', { exact: true })).toBeFocused();
	await signIn(page, 'ninguem.daqui', 'errada-errada');
	await expect(page.getByRole('alert')).toHaveText('Usuário ou senha não conferem.');
	await expect(page.getByLabel('Usuário')).toHaveValue('ninguem.daqui');
});

test('too many tries are told with the time to wait', async ({ computer }) => {
	const { page } = await computer('', { signedOut: true });
	for (let tries = 0; tries < 5; tries++) {
		const answer = page.waitForResponse((response) => response.url().endsWith('/api/session') && response.request().method() === 'POST');
		await signIn(page, 'adivinhado', `tentativa-${String(tries)}`);
		expect((await answer).status()).toBe(401);
	}
	await signIn(page, 'adivinhado', 'tentativa-6');
	await expect(page.getByRole('alert')).toHaveText(/^Muitas tentativas\. Aguarde \d+ minutos? e tente de novo\.$/);
});

test('without the centre the door says that one cannot enter now, and keeps what was typed', async ({ computer }) => {
	const { page, link } = await computer('', { signedOut: true });
	await expect(page.getByLabel('Usuário')).toBeFocused();
	link.cut();
	await signIn(page, 'atendente.prudente');
	await expect(page.getByRole('alert')).toHaveText(
		'Sem conexão com o centro. Para entrar é preciso conexão; quem já entrou continua trabalhando.'
	);
	await expect(page.getByLabel('Usuário')).toHaveValue('atendente.prudente');
	link.restore();
	await page.getByRole('button', { name: 'Entrar', exact: true }).click();
	await expect(page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
});

test('the demonstration offers its sign-ins, and one click enters', async ({ computer }) => {
	const { page } = await computer('', { signedOut: true });
	const offered = page.getByRole('region', { name: 'Demonstração' });
	await expect(offered.getByRole('button')).toHaveCount(17);
	await offered
		.getByRole('row', { name: /^Assis/ })
		.getByRole('button', { name: 'Técnico' })
		.click();
	await expect(page.getByRole('heading', { name: /^Olá/ })).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole('button', { name: /aparência, idioma e saída/ })).toBeVisible();
});

test('who asks for a screen without being signed in comes back to it after signing in', async ({ computer }) => {
	const { page } = await computer('', { signedOut: true });
	await page.goto('/pending');
	await expect(page).toHaveURL(/\/sign-in\?to=%2Fpending$/);
	await signIn(page, 'tecnico.assis');
	await expect(page.getByRole('heading', { name: 'Pendências', level: 1 })).toBeVisible({ timeout: 60_000 });
});

test('a new password of one’s own asks for the present one, under its field', async ({ computer }) => {
	const { page } = await computer('atendente.assis');
	await page.getByRole('button', { name: /aparência, idioma/ }).click();
	await page.getByRole('menuitem', { name: 'Trocar senha' }).click();
	const form = page.getByRole('dialog', { name: 'Trocar senha' });
	await form.getByLabel('Senha atual').fill('não é esta senha');
	await form.getByLabel('Nova senha').fill('três palavras novas');
	await form.getByRole('button', { name: 'Trocar senha' }).click();
	await expect(form.getByText('A senha atual não confere')).toBeVisible();
	await expect(form.getByLabel('Nova senha')).toHaveValue('três palavras novas');
});

test('signing out erases the replica, the outbox and every note about customers, in all windows', async ({ computer }) => {
	const desk = await computer('atendente.assis', { fresh: true });
	const { page } = desk;
	const other = await desk.newWindow('/customers');
	await expect(other.getByLabel('Procurar')).toBeVisible();
	await createCustomer(page, newPerson({ Cidade: 'Assis' }));
	const place = await beginEditing(page, 'Endereço');
	await place.getByLabel('Referência').fill('rascunho que não pode ficar');
	expect((await leftBehind(page)).length).toBeGreaterThan(50);

	await upToDate(page);
	await leave(page);
	await question(page).getByRole('button', { name: 'Sair' }).click();
	await expect(page).toHaveURL(/\/sign-in$/);
	await expect.poll(() => leftBehind(page)).toEqual([]);
	await expect(
		other
			.getByLabel('Senha', { exact: true })
			.or(other.getByRole('button', { name: 'Entrar de novo' }))
			.first()
	).toBeVisible();
	await page.goto('/customers');
	await expect(page.getByLabel('Senha', { exact: true })).toBeVisible();
});

test('signing out with asks that have not arrived says what would be lost, and staying loses nothing', async ({ computer }) => {
	const desk = await computer('gerente.assis', { fresh: true });
	const { page, link } = desk;
	const person = newPerson({ Cidade: 'Assis' });
	await createCustomer(page, person);
	await upToDate(page);
	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	await edit(page, 'Telefones e e-mail', { Celular: '(18) 99812-0001' });
	await edit(page, 'Endereço', { Referência: 'ao lado da farmácia' });
	await expect(statusBar(page)).toContainText('2 pendentes');

	await leave(page);
	await expect(question(page)).toContainText('2 alterações ainda não chegaram ao centro e serão perdidas.');
	await question(page).getByRole('button', { name: 'Continuar trabalhando' }).click();
	await expect(record(page)).toBeVisible();
	link.restore();
	await upToDate(page);

	link.cut();
	await expect(statusBar(page)).toContainText('Trabalhando sem conexão');
	await edit(page, 'Endereço', { Referência: 'isto se perde' });
	await leave(page);
	await expect(question(page)).toContainText('1 alteração ainda não chegou ao centro e será perdida.');
	await question(page).getByRole('button', { name: 'Sair e perder' }).click();
	await expect(page).toHaveURL(/\/sign-in$/);
	await expect.poll(async () => (await leftBehind(page)).filter((one) => one !== 'note balcao.session.end')).toEqual([]);

	// What had arrived is at the centre; what was given up is not, and the session ends there as soon as the line is back.
	link.restore();
	await page.reload();
	await expect.poll(() => page.evaluate(() => fetch('/api/session').then((answer) => answer.status))).toBe(401);
	const other = await computer('atendente.assis', { fresh: true });
	await goTo(other.page, 'Clientes');
	await findAndOpen(other.page, person.Nome);
	await expect(other.page.getByText('ao lado da farmácia')).toBeVisible();
	await expect(other.page.getByText('isto se perde')).toHaveCount(0);
});
