import { describe, expect, it } from 'vitest';
import { matches } from './palette-match.ts';
import { shellKey } from './shortcuts.ts';

const press = (key: string, code: string, ...held: ('ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey')[]) =>
	shellKey({
		key,
		code,
		ctrlKey: held.includes('ctrlKey'),
		altKey: held.includes('altKey'),
		shiftKey: held.includes('shiftKey'),
		metaKey: held.includes('metaKey')
	});

describe('keys of the frame', () => {
	it('finds with Ctrl+K and F2', () => {
		expect(press('k', 'KeyK', 'ctrlKey')).toEqual({ verb: 'palette' });
		expect(press('F2', 'F2')).toEqual({ verb: 'palette' });
	});
	it('helps with F1', () => {
		expect(press('F1', 'F1')).toEqual({ verb: 'help' });
		expect(press('F1', 'F1', 'altKey')).toBeNull();
	});
	it('goes to and closes open customers', () => {
		expect(press('3', 'Digit3', 'ctrlKey')).toEqual({ verb: 'tab', index: 2 });
		expect(press('£', 'Digit3', 'altKey')).toEqual({ verb: 'tab', index: 2 });
		expect(press('∑', 'KeyW', 'altKey')).toEqual({ verb: 'close' });
	});
	it('leaves typing and other combinations alone', () => {
		expect(press('k', 'KeyK')).toBeNull();
		expect(press('3', 'Digit3')).toBeNull();
		expect(press('K', 'KeyK', 'ctrlKey', 'shiftKey')).toBeNull();
		// AltGr arrives as Ctrl+Alt: it writes characters.
		expect(press('³', 'Digit3', 'ctrlKey', 'altKey')).toBeNull();
	});
});

it('finds screens and verbs by the beginnings of their words, accents aside', () => {
	expect(matches('pai con', 'Painel de Configuração')).toBe(true);
	expect(matches('configuracao', 'Painel de Configuração')).toBe(true);
	expect(matches('', 'Clientes')).toBe(true);
	expect(matches('entes', 'Clientes')).toBe(false);
});
