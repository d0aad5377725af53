/**
 * `npm run build`: the production build in build/, with the list of files that the service worker keeps. `npm start`
 * calls it when the build is missing or older than its files.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildId } from '../sync-server/launcher/build-inputs.ts';
import { compressAssets } from './lib/compress.ts';
import { compileMessages } from './lib/messages.ts';
import { writePrecache } from './lib/precache.ts';
import { root, runTool } from './lib/tool.ts';
import { buildReplicaImage } from './replica-image.ts';

const id = buildId(root);
await compileMessages();
await buildReplicaImage();
const { code } = await runTool('vite', ['build'], { env: { BALCAO_BUILD: id, NODE_ENV: 'production' } });
if (code !== 0) process.exit(code);
writePrecache(root, id);
await compressAssets(root);
// Last: a build that was cut off has no id, and is made again.
writeFileSync(join(root, 'build', 'build-id'), `${id}\n`);
