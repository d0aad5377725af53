import { existsSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { optionHref, recordTabs } from '#lib/components/customer/record-options.ts';
import { links } from '#lib/links.ts';
import { helpTopic, helpTopics } from './pages.ts';
import { helpTopicAt } from './topic-at.ts';

const office = new URL('../../../routes/(office)/', import.meta.url);

/** Whether an address has a page: folder by folder, a name of its own before a parameter. */
function leadsSomewhere(path: string): boolean {
	let at = office;
	for (const part of path.split('/').filter(Boolean)) {
		const folders = readdirSync(at).filter((name) => statSync(new URL(name, at)).isDirectory());
		const next = folders.find((name) => name === part) ?? folders.find((name) => name.startsWith('['));
		if (next === undefined) return false;
		at = new URL(`${next}/`, at);
	}
	return existsSync(new URL('+page.svelte', at));
}

describe('(381) areas of the customer screen lead to their own help page', () => {
	const id = '0199a2b4-0000-7000-8000-000000000001';
	test.each(recordTabs.flatMap((tab) => tab.options.map((option) => ({ id: option.id, tab, option }))))('$id', ({ tab, option }) => {
		expect(helpTopic(option.id)?.id).toBe(option.id);
		expect(helpTopicAt(optionHref(id, tab, option))).toBe(option.id);
	});
	test('screens below an option belong to it', () => {
		expect(helpTopicAt(links.customer(id, 'registration', 'payment-methods/7'))).toBe('payment-methods');
	});
});

test('every other area has one, and what has none leads to the index', () => {
	expect(helpTopicAt(links.customers)).toBe('search');
	expect(helpTopicAt(links.newCustomer)).toBe('new-customer');
	expect(helpTopicAt(links.ticket('x'))).toBe('tickets');
	expect(helpTopicAt(links.settingsSection('teams'))).toBe('settings');
	expect(helpTopicAt(links.messageTemplate('x'))).toBe('message-templates');
	expect(helpTopicAt(links.billing)).toBe('invoice-run');
	expect(helpTopicAt(links.bankFiles)).toBe('bank-files');
	expect(helpTopicAt(links.delinquency)).toBe('delinquency');
	expect(helpTopicAt(links.settingsSection('jobs'))).toBe('jobs');
	expect(helpTopicAt(links.home)).toBeNull();
});

test('every link of a page leads somewhere', () => {
	for (const topic of helpTopics) {
		for (const other of topic.see) expect(helpTopic(other), `${topic.id} → ${other}`).not.toBeNull();
		expect(topic.see).not.toContain(topic.id);
		if (topic.area !== undefined) expect(leadsSomewhere(topic.area), `${topic.id} → ${topic.area}`).toBe(true);
	}
	expect(leadsSomewhere(links.help())).toBe(true);
	expect(leadsSomewhere(links.help('data'))).toBe(true);
	expect(leadsSomewhere('/nowhere')).toBe(false);
});

test('both languages say the same things in the same order', () => {
	for (const { id, texts } of helpTopics) {
		const shape = (language: 'pt-BR' | 'en') =>
			texts[language].sections.map((section) => [section.text?.length ?? 0, section.terms?.length ?? 0]);
		expect(
			shape('en').map(([, terms]) => terms),
			id
		).toEqual(shape('pt-BR').map(([, terms]) => terms));
		for (const language of ['pt-BR', 'en'] as const) {
			const { title, lead, sections } = texts[language];
			expect(
				[title, lead].every((words) => words !== ''),
				id
			).toBe(true);
			for (const section of sections) expect((section.text?.length ?? 0) + (section.terms?.length ?? 0), id).toBeGreaterThan(0);
			expect(new Set(sections.map((section) => section.heading)).size, id).toBe(sections.length);
		}
	}
});
