import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import type { Component } from 'svelte';
import { describe, expect, it } from 'vitest';
import Checkbox from './Checkbox.svelte';
import SelectField from './SelectField.svelte';
import TextArea from './TextArea.svelte';
import TextField from './TextField.svelte';

// Each has props of its own; what they share is all that is tested here.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- svelte's own `render` speaks of any component so
type Field = Component<any>;
const fields: readonly [string, Field, Record<string, unknown>][] = [
	['TextField', TextField, { value: '' }],
	['TextArea', TextArea, { value: '' }],
	['SelectField', SelectField, { value: '', options: [] }],
	['Checkbox', Checkbox, { checked: false }]
];
const html = (component: Field, props: Record<string, unknown>): string => render(component, { props: { label: 'Bairro', ...props } }).body;
const label = (body: string): string => /<label[^>]*>/.exec(body)?.[0] ?? '';

describe('(!) 7: field titles in bold are mandatory, on every form', () => {
	it.each(fields)('%s: the title of a mandatory field is bold, of any other it is not', (_name, component, props) => {
		expect(label(html(component, { ...props, required: true }))).toMatch(/class="[^"]*\brequired\b/);
		expect(label(html(component, props))).not.toMatch(/\brequired\b/);
	});

	it.each(fields.filter(([name]) => name !== 'Checkbox'))('%s: readers are told the same', (_name, component, props) => {
		expect(html(component, { ...props, required: true })).toContain('aria-required="true"');
		expect(html(component, props)).not.toContain('aria-required');
	});

	it('bold is what the look of a mandatory title says', () => {
		for (const file of ['Field.svelte', 'Checkbox.svelte']) {
			const rule = /\.required \{[^}]*font-weight: 700;[^}]*\}/.exec(readFileSync(new URL(file, import.meta.url), 'utf8'));
			expect(rule, file).not.toBeNull();
		}
	});

	it('an error is tied to its field and replaces the hint', () => {
		const body = html(TextField, {
			value: '',
			error: 'Preencha este campo.',
			hint: 'Como no documento.',
			id: 'district'
		});
		expect(body).toContain('aria-invalid="true"');
		expect(body).toContain('aria-describedby="district-error"');
		expect(body).toContain('Preencha este campo.');
		expect(body).not.toContain('Como no documento.');
	});
});
