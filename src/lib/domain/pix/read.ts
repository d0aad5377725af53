import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { crc16 } from './crc16.ts';
import { pixKeyKind, type PixKeyKind } from './key.ts';
import { isChargeTxid, isPixUrl, isStaticTxid, noTxid, pixArrangement } from './make.ts';
import { readTlv } from './tlv.ts';

interface ReadCommon {
	readonly ok: true;
	/** Null: the payer, or the charge at the provider, says how much. */
	readonly amountCents: Cents | null;
	readonly name: string;
	readonly city: string;
	/** Null for `***`. */
	readonly txid: string | null;
	/** Field 01 = 12: it is paid once only. */
	readonly once: boolean;
	/** Address of a recurrence (PIX Automático, field 80), without scheme. */
	readonly recurrenceUrl: string | null;
}

export interface ReadStaticPix extends ReadCommon {
	readonly kind: 'static';
	readonly key: string;
	readonly keyKind: PixKeyKind;
	readonly description: string | null;
}

export interface ReadDynamicPix extends ReadCommon {
	readonly kind: 'dynamic';
	readonly url: string;
}

/**
 * Reads a BR Code, or says what is wrong: `detail.id` names a field as the manual does (`26`, `26-01`), `detail.position` the
 * first character that makes no sense, from 1.
 */
export function readPix(text: string): ReadStaticPix | ReadDynamicPix | Refusal {
	const code = text.trim();
	const fields = readTlv(code);
	if (typeof fields === 'number' || fields.size === 0) return unreadable(typeof fields === 'number' ? fields : 0);
	if (!code.startsWith('000201')) return unreadable(0);
	if (!/6304[0-9A-Fa-f]{4}$/.test(code) || [...fields.keys()].at(-1) !== '63') return missing('63');
	if (crc16(code.slice(0, -4)) !== code.slice(-4).toUpperCase()) return refusal('pix_crc', 'code');

	const pix = [...fields].find(([id, value]) => id >= '26' && id <= '51' && arrangementOf(value) === pixArrangement);
	if (!pix) return missing('26');
	const account = readTlv(pix[1]) as ReadonlyMap<string, string>;
	for (const id of ['52', '53', '58', '59', '60', '62']) if (!fields.has(id)) return missing(id);
	if (fields.get('53') !== '986') return invalid('53');
	if (fields.get('58') !== 'BR') return invalid('58');
	const typed = fields.get('54') ?? null;
	const amountCents = typed === null ? null : centsOf(typed);
	if (amountCents === undefined) return invalid('54');
	const additional = readTlv(fields.get('62') ?? '');
	const label = typeof additional === 'number' ? undefined : additional.get('05');
	if (label === undefined) return missing('62-05');
	const txid = label === noTxid ? null : label;
	const recurrence = readTlv(fields.get('80') ?? '');
	const common = {
		ok: true,
		amountCents,
		name: fields.get('59') ?? '',
		city: fields.get('60') ?? '',
		txid,
		once: fields.get('01') === '12',
		recurrenceUrl: typeof recurrence === 'number' ? null : (recurrence.get('25') ?? null)
	} as const;

	const url = account.get('25');
	if (url !== undefined) {
		if (!isPixUrl(url)) return invalid(`${pix[0]}-25`);
		if (txid !== null && !isStaticTxid(txid) && !isChargeTxid(txid)) return invalid('62-05');
		return { ...common, kind: 'dynamic', url };
	}
	const key = account.get('01');
	if (key === undefined) return missing(`${pix[0]}-01`);
	const keyKind = pixKeyKind(key);
	if (keyKind === null) return invalid(`${pix[0]}-01`);
	if (txid !== null && !isStaticTxid(txid)) return invalid('62-05');
	return { ...common, kind: 'static', key, keyKind, description: account.get('02') ?? null };
}

const unreadable = (at: number): Refusal => refusal('pix_unreadable', 'code', { position: at + 1 });
const missing = (id: string): Refusal => refusal('pix_field_missing', 'code', { id });
const invalid = (id: string): Refusal => refusal('pix_field_invalid', 'code', { id });

function arrangementOf(value: string): string | null {
	const fields = readTlv(value);
	return typeof fields === 'number' ? null : (fields.get('00')?.toLowerCase() ?? null);
}

/** `10`, `10.5`, `10.50` → cents; an amount of 0 means none (null); undefined when it is no amount. */
function centsOf(text: string): Cents | null | undefined {
	const match = text.length <= 13 ? /^(\d+)(?:\.(\d{0,2}))?$/.exec(text) : null;
	if (!match) return undefined;
	return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) || null;
}
