const EMERGENCY = new Set(['911', '933', '112']);

/** Ten digits as in North America: neither the area nor the exchange begins with 0 or 1. */
const NATIONAL = /^[2-9]\d{2}[2-9]\d{6}$/;

/** Why a number is not dialled, as shown in a toast. */
export interface Refusal {
  readonly refusal: string;
}

/**
 * Returns the number to dial in E.164, or why it is refused (parseNumber.ts:7-30; checkCountryCode.ts). The
 * real widget has the tables of all countries; here a foreign number only needs a plausible length.
 *
 * @param callingCodes - of the countries that the account may call, without the plus
 */
export function parseDial(
  input: unknown,
  callingCodes: readonly string[],
): { readonly number: string } | Refusal {
  const raw = String(input ?? '').trim();
  if (EMERGENCY.has(raw)) return { refusal: 'Emergency numbers cannot be called.' };
  const invalid: Refusal = { refusal: 'This is not a valid phone number.' };
  if (!/^\+?[\d\s().-]+$/.test(raw)) return invalid;
  const digits = raw.replaceAll(/\D/g, '');
  const national = digits.replace(/^1(?=\d{10}$)/, '');
  if (NATIONAL.test(national)) return { number: `+1${national}` };
  if (!raw.startsWith('+') || digits.startsWith('1') || digits.length < 8 || digits.length > 15)
    return invalid;
  return callingCodes.some((code) => digits.startsWith(code))
    ? { number: `+${digits}` }
    : { refusal: 'This account cannot call that country.' };
}

/** Returns a number as US carriers send it: ten digits for a national one. */
export const asCarrierSends = (e164: string): string => e164.replace(/^\+1(?=\d{10}$)/, '');

/** Returns a number in E.164 as the server converts it; `undefined` if it cannot, as for `anonymous`. */
export function asE164(raw: string): string | undefined {
  if (/^\+\d{8,15}$/.test(raw)) return raw;
  const national = raw.replace(/^1(?=\d{10}$)/, '');
  return NATIONAL.test(national) ? `+1${national}` : undefined;
}
