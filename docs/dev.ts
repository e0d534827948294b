// The docs of the development loop: a page is rendered when it is asked for, from the editions as they are bundled then.
// A message from the parent process says that they have been bundled again; pages that are open reload.
import { join } from 'node:path';
import { dev } from 'astro';
import { recordWorkflows } from './src/build/recorded.ts';

// Whoever started it may have been killed.
process.on('disconnect', () => process.exit());

await recordWorkflows();
const server = await dev({
  root: import.meta.dirname,
  server: { host: '127.0.0.1', port: Number(process.argv[2]) },
  vite: {
    server: { strictPort: true },
  },
  devToolbar: { enabled: false },
  logLevel: 'warn',
});
console.log(`docs http://127.0.0.1:${server.address.port}`);

process.on('message', () => server.watcher.emit('change', join(import.meta.dirname, 'src', 'pages.ts')));
