export function formatNumber(number: string): string {
  const national = /^(?:\+1)?(\d{3})(\d{3})(\d{4})$/.exec(number.replaceAll(/[^\d+]/g, ''));
  if (national) return `(${national[1]}) ${national[2]}-${national[3]}`;
  return number === 'anonymous' ? 'Number withheld' : number;
}

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase() || '?';

const seconds = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const exact = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const minutes = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

export const formatTime = (at: number): string => seconds.format(at);

/** With milliseconds. */
export const formatExactTime = (at: number): string => exact.format(at);

export function formatWhen(at: number): string {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return today ? minutes.format(at) : `${day.format(at)}, ${minutes.format(at)}`;
}

export const formatMs = (ms: number): string => (ms < 1 ? '< 1 ms' : `${Math.round(ms)} ms`);

/** How long somebody spoke, as a clock would show it. */
export function formatTalk(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
