import { redirect } from '@sveltejs/kit';
import { links } from '#lib/links.ts';

/** The first section: there is nothing to say about the settings as such. */
export const load = () => redirect(307, links.settingsSection('users'));
