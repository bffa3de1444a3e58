import { byId } from '../h.js';

/** The link to the phone on small screens: not in the way while the phone is to be seen. */
export function toPhoneLink(): void {
  const link = byId('to-phone');
  const half = 0.5;
  new IntersectionObserver(
    ([entry]) => {
      link.hidden = (entry?.intersectionRatio ?? 0) >= half;
    },
    { threshold: half },
  ).observe(byId('phone'));
}
