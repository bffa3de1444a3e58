const EMERGENCY = new Set(['911', '933', '112']);

/** The number to dial in E.164, or why the widget refuses it. */
export function parseDial(text: unknown): { number: string } | { refusal: string } {
  const raw = typeof text === 'string' ? text.trim() : '';
  const digits = raw.replaceAll(/\D/g, '');
  if (EMERGENCY.has(digits)) return { refusal: 'Emergency calls cannot be made from this phone.' };
  if (raw.startsWith('+') && digits.length >= 8 && digits.length <= 15)
    return { number: `+${digits}` };
  if (digits.length === 10) return { number: `+1${digits}` };
  if (digits.length === 11 && digits.startsWith('1')) return { number: `+${digits}` };
  return { refusal: 'This is not a valid phone number.' };
}
