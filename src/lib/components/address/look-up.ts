import { call, type Answer } from '#lib/components/shell/http.ts';
import type { PostalAddress } from '#lib/domain/address/address.ts';

/** The address of a CEP (eight digits), asked from the centre. Refusals: postal_code_unknown, postal_code_unavailable, centre_unreachable. */
export const lookUpPostalCode = (postalCode: string): Promise<Answer<PostalAddress>> =>
	call<PostalAddress>('GET', `/api/postal-code/${postalCode}`);
