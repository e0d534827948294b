// The choice of the theme: kept for the next page, or left to the system.

/** ThemeProvider.astro reads it before anything is drawn. */
const key = 'starlight-theme';
const system = matchMedia('(prefers-color-scheme: light)');

export class ThemeSelect extends HTMLElement {
  connectedCallback(): void {
    const select = this.querySelector('select');
    if (!select) return;
    select.value = chosen() ?? 'auto';
    select.addEventListener('change', () => {
      try {
        localStorage.setItem(key, select.value === 'auto' ? '' : select.value);
      } catch {
        // Kept for this page alone.
      }
      // The header has one, and the menu of a phone.
      for (const other of document.querySelectorAll<HTMLSelectElement>('theme-select select'))
        other.value = select.value;
      show(select.value);
    });
    system.addEventListener('change', () => show(select.value));
  }
}

function chosen(): string | undefined {
  try {
    const theme = localStorage.getItem(key);
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  } catch {
    return undefined;
  }
}

function show(choice: string): void {
  document.documentElement.dataset['theme'] = choice === 'auto' ? (system.matches ? 'light' : 'dark') : choice;
}
