// Which Node the command line and the SQLite store need.

/** @returns what to tell the user of a Node that is too old; undefined where it is new enough */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return undefined;
  return `requires Node 22.13 or newer for its SQLite; this is Node ${version}. Download a newer version from https://nodejs.org.`;
}
