import { CliError } from '../cli-error.js';

/** The pages that may always frame the widget, as a Content-Security-Policy writes them. */
const LOCAL = ['http://localhost:*', 'http://127.0.0.1:*'];
const LOCAL_ORIGIN = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/;
/** Neither a wildcard nor anything else that means more than one origin in a policy. */
const ORIGIN = /^https?:\/\/[a-z\d](?:[a-z\d.-]*[a-z\d])?(?::\d+)?$/;

/**
 * Parses the origins of pages, which are separated by spaces or commas.
 *
 * @throws `CliError` for what is not exactly one origin
 */
export const originsOf = (list: string): readonly string[] =>
  list.split(/[\s,]+/).flatMap((text) => {
    if (text === '') return [];
    const origin = URL.canParse(text) ? new URL(text).origin : '';
    const isExact = ORIGIN.test(origin) && [origin, `${origin}/`].includes(text.toLowerCase());
    if (isExact) return [origin];
    throw new CliError(
      `--origin: expected an origin such as https://crm.example or http://crm.example:8080, received ${text}.`,
    );
  });

/** Returns whether a page of this origin may frame the widget. */
export const isAllowed = (origin: string, origins: readonly string[]): boolean =>
  LOCAL_ORIGIN.test(origin) || origins.includes(origin);

/** The sources of `frame-ancestors`. */
export const ancestorsOf = (origins: readonly string[]): string => [...LOCAL, ...origins].join(' ');
