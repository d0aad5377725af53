import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { crc16 } from './crc16.ts';
import { pixKeyKind } from './key.ts';
import { merchantLimits, merchantText } from './merchant-text.ts';
import { writeTlv, type TlvField } from './tlv.ts';

/** Who receives; folded and cut to what a BR Code holds (25 and 15 characters). */
export interface PixReceiver {
	readonly name: string;
	readonly city: string;
}

export interface StaticPix extends PixReceiver {
	/** As DICT writes it (key.ts). */
	readonly key: string;
	/** Null: the payer says how much. */
	readonly amountCents: Cents | null;
	/** Shown to the payer; as many characters as the key leaves room for. */
	readonly description?: string | undefined;
	/** 1 to 25 letters and digits, by which the payment is recognised; none when absent. */
	readonly txid?: string | undefined;
}

export interface DynamicPix extends PixReceiver {
	/** Address of the charge at the payment service provider, without `https://`. */
	readonly url: string;
	/** The charge is paid once only (field 01 = 12), as a bill is. True when absent. */
	readonly once?: boolean | undefined;
}

export interface PixCode {
	readonly ok: true;
	/** The text of the QR code, and of "PIX Copia e Cola". */
	readonly code: string;
}

/** The identifier of the arrangement: first in field 26. */
export const pixArrangement = 'br.gov.bcb.pix';
/** Stands in field 62-05 where there is no txid. */
export const noTxid = '***';
/** The largest amount of thirteen characters, `9999999999.99`. */
export const largestPixCents: Cents = 999_999_999_999;

/** Of a static code. That of a charge at a provider has 26 to 35 (API Pix) and stands there, not in the code. */
export const isStaticTxid = (txid: string): boolean => /^[A-Za-z0-9]{1,25}$/.test(txid);
export const isChargeTxid = (txid: string): boolean => /^[A-Za-z0-9]{26,35}$/.test(txid);

/** Without scheme, with a path, no spaces, at most 77 characters. */
export const isPixUrl = (url: string): boolean =>
	url.length <= 77 && /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]+$/i.test(url);

/** Cents as field 54 has them: `123.45`. */
const amount = (cents: Cents): string => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/**
 * BR Code with a key (Banco Central, "Manual de Padrões para Iniciação do Pix" and "Manual do BR Code"), or the first thing that
 * is wrong. It can be paid any number of times.
 */
export function makeStaticPix({ key, amountCents, description, txid, ...receiver }: StaticPix): PixCode | Refusal {
	if (pixKeyKind(key) === null) return refusal('pix_key_invalid', 'key');
	if (amountCents !== null && (!Number.isSafeInteger(amountCents) || amountCents < 1 || amountCents > largestPixCents))
		return refusal('amount_invalid', 'amountCents');
	if (txid !== undefined && !isStaticTxid(txid)) return refusal('pix_txid_invalid', 'txid', { limit: 25 });
	const account: TlvField[] = [
		['00', pixArrangement],
		['01', key]
	];
	// Field 26 holds 99 characters: the heads of its three fields and the arrangement take 26 of them.
	const limit = 99 - 26 - key.length;
	const text = merchantText(description ?? '', Infinity);
	if (text.length > Math.max(0, limit)) return refusal('field_too_long', 'description', { limit: Math.max(0, limit), length: text.length });
	if (text !== '') account.push(['02', text]);
	return compose(receiver, account, amountCents === null ? [] : [['54', amount(amountCents)]], txid ?? noTxid, false);
}

/** BR Code of a charge that lies at the payment service provider, or the first thing that is wrong. Amount and txid stand there. */
export function makeDynamicPix({ url, once = true, ...receiver }: DynamicPix): PixCode | Refusal {
	if (!isPixUrl(url)) return refusal('pix_url_invalid', 'url');
	const account: TlvField[] = [
		['00', pixArrangement],
		['25', url]
	];
	return compose(receiver, account, [], noTxid, once);
}

function compose(
	receiver: PixReceiver,
	account: readonly TlvField[],
	amount: readonly TlvField[],
	txid: string,
	once: boolean
): PixCode | Refusal {
	const name = merchantText(receiver.name, merchantLimits.name);
	const city = merchantText(receiver.city, merchantLimits.city);
	if (name === '') return refusal('field_required', 'name');
	if (city === '') return refusal('field_required', 'city');
	const body = writeTlv([
		['00', '01'],
		...(once ? ([['01', '12']] as const) : []),
		['26', writeTlv(account)],
		['52', '0000'],
		['53', '986'],
		...amount,
		['58', 'BR'],
		['59', name],
		['60', city],
		['62', writeTlv([['05', txid]])]
	]);
	return { ok: true, code: `${body}6304${crc16(`${body}6304`)}` };
}
