import type { Cents } from '../money.ts';

/** A PIX as the receiver is told of it (API Pix of the Banco Central, schema `Pix`), without who paid. */
export interface PixNotice {
	/** 32 characters, unique in the country. */
	readonly endToEndId: string;
	readonly txid: string | null;
	/** The receiver's key. */
	readonly key: string | null;
	readonly cents: Cents;
	/** ISO 8601. */
	readonly at: string;
	/** Devoluções that were done. */
	readonly returns: readonly { readonly id: string; readonly cents: Cents }[];
}

/**
 * Reads the body of a callback, `{ pix: [{ endToEndId, txid, valor, horario, … }] }`. Null when it is none: the provider is then told so,
 * and no part of it is taken. Fields that the standard adds are left alone.
 */
export function readPixNotices(body: unknown): readonly PixNotice[] | null {
	if (!isRecord(body) || !Array.isArray(body['pix'])) return null;
	const notices: PixNotice[] = [];
	for (const one of body['pix'] as unknown[]) {
		const notice = readOne(one);
		if (notice === null) return null;
		notices.push(notice);
	}
	return notices;
}

function readOne(one: unknown): PixNotice | null {
	if (!isRecord(one)) return null;
	const { endToEndId, txid, chave, valor, horario, devolucoes } = one;
	if (typeof endToEndId !== 'string' || !/^[A-Za-z0-9]{32}$/.test(endToEndId)) return null;
	if (txid !== undefined && txid !== null && (typeof txid !== 'string' || !/^[A-Za-z0-9]{1,35}$/.test(txid))) return null;
	const cents = centsOf(valor);
	if (cents === null || cents === 0 || typeof horario !== 'string' || !isInstant(horario)) return null;
	const returns = readReturns(devolucoes);
	if (returns === null) return null;
	return { endToEndId, txid: txid ?? null, key: typeof chave === 'string' ? chave.slice(0, 77) : null, cents, at: horario, returns };
}

function readReturns(devolucoes: unknown): PixNotice['returns'] | null {
	if (devolucoes === undefined || devolucoes === null) return [];
	if (!Array.isArray(devolucoes)) return null;
	const returns: { id: string; cents: Cents }[] = [];
	for (const one of devolucoes as unknown[]) {
		if (!isRecord(one)) return null;
		const { id, rtrId, valor, status } = one;
		const cents = centsOf(valor);
		const name = typeof rtrId === 'string' ? rtrId : id;
		if (cents === null || typeof name !== 'string' || name === '' || name.length > 40) return null;
		// Those under way or not done have taken no money back yet.
		if (status === 'DEVOLVIDO') returns.push({ id: name, cents });
	}
	return returns;
}

/** `\d{1,10}\.\d{2}`, as the standard writes amounts. */
function centsOf(valor: unknown): Cents | null {
	return typeof valor === 'string' && /^\d{1,10}\.\d{2}$/.test(valor) ? Number(valor.replace('.', '')) : null;
}

const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text));
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
