// What Astro compiles of the site's code to render pages with. It is kept, so that a page can be rendered again without
// compiling anything, for as long as the code is the same.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AstroIntegration, RouteData } from 'astro';

/** Of Astro's own, what a page is rendered with. */
interface App {
  manifest: { routes: { routeData: RouteData }[] };
  render: (request: Request, options: { routeData: RouteData }) => Promise<Response>;
  getOptions: () => {
    settings: { scripts: unknown[]; config: { outDir: URL } };
    allPages: Record<string, { styles: unknown[] }>;
  };
  setOptions: (options: object) => void;
  setInternals: (internals: object) => void;
}

/** What is kept beside the compiled code. */
interface Kept {
  entry: string;
  scripts: unknown[];
  /** By Astro's name of a page's component, the styles that its pages link. */
  styles: Record<string, unknown[]>;
}

const list = 'kept.json';

/** Keeps what pages are rendered with. @param folder - what is in it, goes */
export function keeping(folder: string): AstroIntegration {
  return {
    name: 'keeping',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((own) => ({
          ...own,
          // Astro removes it once all pages are rendered.
          async teardown() {
            const { settings, allPages } = (own as unknown as { app: App }).app.getOptions();
            const compiled = fileURLToPath(new URL('.prerender/', settings.config.outDir));
            const entry = readdirSync(compiled).find((name) => name.startsWith('prerender-entry.'));
            if (entry === undefined) throw new Error(`${compiled}: Astro names its entry otherwise.`);
            const styles = Object.entries(allPages).map(([key, page]) => [key, page.styles]);
            const kept: Kept = { entry, scripts: settings.scripts, styles: Object.fromEntries(styles) };
            rmSync(folder, { recursive: true, force: true });
            cpSync(compiled, folder, { recursive: true });
            writeFileSync(join(folder, list), JSON.stringify(kept));
            await own.teardown?.();
          },
        }));
      },
    },
  };
}

/** Renders what is at a path, as it would be built. @throws Error for an unknown path */
export type Renderer = (path: string) => Promise<string>;

/** The renderer that was kept in a folder. @param address - of the site */
export async function keptRenderer(folder: string, address: string): Promise<Renderer | undefined> {
  if (!existsSync(join(folder, list))) return undefined;
  const { entry, scripts, styles } = JSON.parse(readFileSync(join(folder, list), 'utf8')) as Kept;
  // As Astro's own command sets it.
  process.env['NODE_ENV'] ??= 'production';
  const { app } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, entry)).href)) as { app: App };
  app.setInternals({ pagesByKeys: new Map(Object.entries(styles).map(([key, each]) => [key, { styles: each }])) });
  const logger = { options: { destination: { write: ({ message }: { message: string }) => console.log(message) } } };
  app.setOptions({ settings: { scripts }, logger });
  return async (path) => {
    const routes = app.manifest.routes.map(({ routeData }) => routeData);
    const routeData = routes.find((route) => route.type !== 'redirect' && route.pattern.test(path));
    if (!routeData) throw new Error(`${path}: unknown page.`);
    const response = await app.render(new Request(new URL(path, address)), { routeData });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return await response.text();
  };
}
