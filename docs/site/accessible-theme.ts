/** What the theme's components lack: a file, a start tag in it, and the attribute to add. */
const ADDITIONS = [
  // Each other page has its main landmark.
  ['VPHome.vue', '<div class="VPHome"', 'role="main"'],
  ['NotFound.vue', '<div class="NotFound"', 'role="main"'],
  // The shortcut is shown beside the button's name, and is not a part of it.
  ['VPNavBarSearchButton.vue', '<span class="DocSearch-Button-Keys"', 'aria-hidden="true"'],
] as const;

/** A Vite plugin that adds attributes to components of the theme. */
export const accessibleTheme = {
  name: 'accessible-theme',
  enforce: 'pre',
  transform(code: string, id: string): string | undefined {
    const [file, tag, attribute] = ADDITIONS.find(([name]) => id.endsWith(`/${name}`)) ?? [];
    if (file === undefined) return undefined;
    const parts = code.split(new RegExp(tag.replace(' ', String.raw`\s+`)));
    if (parts.length !== 2) throw new Error(`${id} should have ${tag} once.`);
    return parts.join(`${tag} ${attribute}`);
  },
} as const;
