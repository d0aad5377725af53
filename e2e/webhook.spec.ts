import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './support/computer.ts';
import { uniqueWord } from './support/customer.ts';
import { choose, openSettings, rowOf } from './support/people.ts';

/** A receiver on this machine, as an ERP would have one; answers with `status.code`. */
async function listen(): Promise<{ url: string; got: IncomingHttpHeaders[]; status: { code: number }; close: () => void }> {
	const got: IncomingHttpHeaders[] = [];
	const status = { code: 500 };
	const server = createServer((request, response) => {
		got.push(request.headers);
		request.resume().on('end', () => response.writeHead(status.code).end());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/balcao`, got, status, close: () => server.close() };
}

test('a webhook is made in the Painel, a test fails, is tried again and arrives signed, and it is deleted', async ({ computer }) => {
	const { page, link } = await computer('admin');
	const receiver = await listen();
	const name = `ERP ${uniqueWord()}`;
	await openSettings(page, 'Webhooks');
	await page.getByRole('button', { name: 'Novo webhook' }).click();
	const form = page.getByRole('dialog', { name: 'Novo webhook' });
	await form.getByLabel('Nome', { exact: true }).fill(name);
	await form.getByLabel('Endereço (URL)').fill('erp.local');
	await form.getByRole('button', { name: 'Salvar' }).click();
	await expect(form.getByLabel('Endereço (URL)')).toHaveAccessibleDescription(/http:\/\/ ou https:\/\//);
	await form.getByLabel('Endereço (URL)').fill(receiver.url);
	await form.getByRole('checkbox', { name: 'Cliente alterado' }).check();
	await form.getByRole('button', { name: 'Salvar' }).click();
	const secret = page.getByRole('alertdialog', { name: 'Copie o segredo agora' });
	await expect(secret.getByLabel('Segredo')).toHaveValue(/^whsec_/);
	await secret.getByRole('button', { name: 'Já copiei' }).click();
	await expect(rowOf(page, name)).toContainText('Ativo');

	const deliveries = page.getByRole('region', { name: `Entregas de ${name}` });
	await deliveries.getByRole('button', { name: 'Enviar teste' }).click();
	const delivery = deliveries.getByRole('row').filter({ hasText: 'Teste' });
	await expect(delivery).toContainText('Vai tentar de novo');
	await expect(delivery).toContainText('HTTP 500');
	receiver.status.code = 204;
	await delivery.click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Tentar de novo' }).click();
	await expect(delivery).toContainText('Entregue');
	expect(new Set(receiver.got.map((headers) => headers['balcao-delivery'])).size).toBe(1);
	expect(receiver.got.at(-1)).toMatchObject({
		'balcao-event': 'webhook.test',
		'balcao-signature': expect.stringMatching(/^t=\d+,v1=[0-9a-f]{64}$/)
	});

	link.cut();
	await expect(page.getByRole('button', { name: 'Novo webhook' })).toBeDisabled();
	link.restore();
	await expect(page.getByRole('button', { name: 'Novo webhook' })).toBeEnabled({ timeout: 30_000 });
	await choose(page, name, 'Excluir');
	await page.getByRole('alertdialog').getByRole('button', { name: 'Excluir' }).click();
	await expect(rowOf(page, name)).toHaveCount(0);
	receiver.close();
});
