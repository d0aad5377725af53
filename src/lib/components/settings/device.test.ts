import { expect, it } from 'vitest';
import { deviceOf } from './device.ts';

it('names browser and system, and admits what it does not know', () => {
	expect(
		deviceOf(
			'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0'
		)
	).toBe('Edge · Windows');
	expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox · Linux');
	expect(
		deviceOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15')
	).toBe('Safari · macOS');
	expect(deviceOf('something else')).toBeNull();
	expect(deviceOf(null)).toBeNull();
});
