// Whether the page shows where its facts come from: kept for all pages. ThemeProvider.astro reads it before anything is drawn.

const key = 'sources';
const attribute = 'data-sources';

/** Makes the switch of the page work. */
export function startSources(): void {
  const control = document.querySelector<HTMLInputElement>('.provenance input');
  if (!control) return;
  control.checked = document.documentElement.hasAttribute(attribute);
  control.addEventListener('change', () => {
    document.documentElement.toggleAttribute(attribute, control.checked);
    try {
      if (control.checked) localStorage.setItem(key, 'on');
      else localStorage.removeItem(key);
    } catch {
      // Kept for this page alone.
    }
  });
}

/** Shows them on this page, where a link leads to one. */
export function showSources(): void {
  document.documentElement.setAttribute(attribute, '');
  const control = document.querySelector<HTMLInputElement>('.provenance input');
  if (control) control.checked = true;
}
