/** `npm start` (and `npm run dev`, with --dev). Everything it does is in launcher/run.ts. */
import { run } from './launcher/run.ts';

await run(process.argv.slice(2), process.env);
