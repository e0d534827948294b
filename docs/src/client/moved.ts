// Anchors that have left a page lead on to where they are now.

export class MovedAnchors extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const anchor = location.hash.slice(1);
    if (anchor === '' || document.getElementById(decodeURIComponent(anchor))) return;
    const response = await fetch(this.dataset['list'] ?? '');
    if (!response.ok) return;
    const moved = Object.entries((await response.json()) as Record<string, string[]>);
    const [path] = moved.find(([, anchors]) => anchors.includes(anchor)) ?? [];
    if (path) location.replace(`${path}#${anchor}`);
  }
}
