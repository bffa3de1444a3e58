import type { Plugin } from 'vite';

/** Writes the icons into a page, where the comment `icons.svg` is. */
export declare const icons: () => Plugin;
