import { afterAll } from 'vitest';
import { startApp, type App } from './app.ts';
import { addPeople, signInAs, type People } from './people.ts';

/** An app with people in it for the tests of one file, stopped after them. `admin` is the cookie of the administrator. */
export async function startOffice(): Promise<{ readonly app: App; readonly people: People; readonly admin: string }> {
	const app = await startApp();
	afterAll(() => app.stop());
	const people = await addPeople(app.pool);
	return { app, people, admin: await signInAs(app, 'admin') };
}
