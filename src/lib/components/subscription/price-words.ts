import { formatDay } from '#lib/domain/day/day.ts';
import { formatMoney } from '#lib/domain/money.ts';
import type { SubscriptionPrice } from '#lib/domain/subscription/price.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** `R$ 119,90 a partir de 10/12/2026` */
export const priceFromDay = ({ monthlyCents, fromOn }: SubscriptionPrice): string =>
	m.subscription_next_price_from({ price: formatMoney(monthlyCents, getLocale()), day: formatDay(fromOn, getLocale()) });
