// Which Node the command line and the SQLite store need.

/** @returns what to tell the user of a Node that is too old; undefined where it is new enough */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return undefined;
  return `needs Node 22.13 or newer, whose SQLite it uses; this is Node ${version}. Get a newer one at https://nodejs.org.`;
}
