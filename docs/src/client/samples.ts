// The language of the samples: chosen once, kept for all pages. ThemeProvider.astro reads it before anything is drawn.

const key = 'sample';

/** Makes the tabs of the page work, as tabs do: arrows go from one to the next. All lists of tabs show the same language. */
export function startSamples(): void {
  const lists = [...document.querySelectorAll('.samples [role="tablist"]')].map((list) => [
    ...list.querySelectorAll<HTMLButtonElement>('[role="tab"]'),
  ]);
  const mark = (): void => {
    const chosen = document.documentElement.dataset['sample'];
    for (const tabs of lists) {
      const current = tabs.find(({ dataset }) => dataset['language'] === chosen) ?? tabs[0];
      for (const tab of tabs) {
        tab.ariaSelected = String(tab === current);
        tab.tabIndex = tab === current ? 0 : -1;
      }
    }
  };
  const choose = (tab: HTMLButtonElement): void => {
    const language = tab.dataset['language'] ?? '';
    const before = tab.getBoundingClientRect().top;
    document.documentElement.dataset['sample'] = language;
    // Samples above it have other lengths now: the tab stays where it was clicked.
    scrollBy(0, tab.getBoundingClientRect().top - before);
    try {
      localStorage.setItem(key, language);
    } catch {
      // Kept for this page alone.
    }
    mark();
    tab.focus({ preventScroll: true });
  };
  for (const tabs of lists) {
    for (const [index, tab] of tabs.entries()) {
      tab.addEventListener('click', () => choose(tab));
      tab.addEventListener('keydown', ({ key: pressed }) => {
        const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[pressed];
        const next = to === undefined ? undefined : tabs.at(to % tabs.length);
        if (next) choose(next);
      });
    }
  }
  mark();
}
