import { z } from 'zod';
import { accountKinds, anyPaymentField, debitStatuses } from '#lib/domain/payment-method/payment-method.ts';
import { fieldArgs } from '../field-args.ts';

/** What of payment data may be given or changed. Strict: a card's number or code is no argument of any mutator. */
export const paymentArgs = {
	...fieldArgs(anyPaymentField),
	accountKind: z.enum(accountKinds).nullable().optional(),
	debitStatus: z.enum(debitStatuses).optional()
};
