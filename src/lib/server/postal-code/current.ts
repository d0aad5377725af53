import { centre } from '#lib/server/centre.ts';
import { outsideUrl } from '#lib/server/outside.ts';
import { cachedPostalCodes } from './cached.ts';
import { startDemonstrationPostalCodes } from './demonstration.ts';
import type { PostalCodes } from './port.ts';
import { viaCep, viaCepUrl } from './viacep.ts';

/** The look-up of this process: `POSTAL_CODE_URL`, the demonstration's simulator, or ViaCEP itself; cached in Postgres. */
export async function postalCodes(): Promise<PostalCodes> {
	const { pool } = centre();
	const url = await outsideUrl(pool, 'POSTAL_CODE_URL', startDemonstrationPostalCodes, viaCepUrl);
	return cachedPostalCodes(viaCep(url ?? viaCepUrl), pool);
}
