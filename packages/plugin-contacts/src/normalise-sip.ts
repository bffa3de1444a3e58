import { isWithheldWord } from './withheld.js';

/**
 * What a SIP address is compared by: the telephone number that it says it is, else user and host.
 *
 * `sip:+16503945910@…` is that number, as is `sip:6503945910@…;user=phone`. The user `101` of
 * somebody's exchange is not the extension 101 of anybody else's, so it keeps its host.
 */
export function normaliseSip(
  text: string,
  normaliseTel: (user: string) => string | undefined,
): string | undefined {
  const [, user, host, parameters] =
    /^sips?:(?:([^@]*)@)?([^;?>]*)(.*)$/su.exec(text.replace(/\s/gu, '')) ?? [];
  if (user === undefined) return host ? `sip:${host}` : undefined;
  const name = user.replace(/[;:].*$/su, '');
  if (!name || isWithheldWord(name) || host === 'anonymous.invalid') return undefined;
  if (name.startsWith('+') || /;user=phone(?:;|\?|$)/u.test(parameters ?? '')) {
    const number = normaliseTel(user);
    if (number === undefined || number.startsWith('+')) return number;
  }
  return `sip:${name}@${host}`;
}
