import type { HeadConfig } from 'vitepress';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="6" fill="#0b6b57"/><path fill="#fff" d="M14 5 23 22.5h-5.2L14 14.6l-3.8 7.9H5Z"/></svg>`;

/** The icon of the site. It is inline, since a browser asks for it before anything is in its cache. */
export const icon: HeadConfig = [
  'link',
  { rel: 'icon', type: 'image/svg+xml', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` },
];

/** What others show of a page where somebody links to it. */
export function socialTags(page: {
  readonly title: string;
  readonly description: string;
  /** The site's address, which ends with a slash. Without an origin, most others show no picture. */
  readonly site: string;
}): HeadConfig[] {
  const tags = {
    'og:type': 'website',
    'og:title': page.title,
    'og:description': page.description,
    'og:image': `${page.site}social.png`,
    'og:image:alt': "Jackfield: connect your CRM to RingCentral's phones",
    'og:image:width': '1200',
    'og:image:height': '630',
  };
  return [
    ...Object.entries(tags).map(([property, content]): HeadConfig => [
      'meta',
      { property, content },
    ]),
    ['meta', { name: 'twitter:card', content: 'summary_large_image' }],
  ];
}
