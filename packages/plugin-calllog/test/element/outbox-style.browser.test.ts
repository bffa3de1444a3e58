import { afterEach, describe, expect, it } from 'vitest';
import { defineOutboxElement } from '../../src/element/outbox-element.js';
import type { CallLogItem } from '../../src/status.js';
import { fakeOutbox, item, rejectedItem } from './fake-outbox.js';

defineOutboxElement();

afterEach(() => document.body.replaceChildren());

const LONG = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2);

const everything = (): readonly CallLogItem[] => [
  item('1$2', 'failed', {
    tries: 12,
    name: LONG,
    reason: `https://crm.example/${'x'.repeat(300)}`,
    nextTryAt: Date.now() + 60_000,
  }),
  item('2$2', 'failed', { tries: 1, isFinal: true, name: 'ليلى خالد' }),
  item('3$2', 'paused', { tries: 1 }),
  item('4$2', 'pending', { receivedAt: 0 }),
  rejectedItem('5$2'),
];

/** The element with all that it can show, in a box of that width and colour scheme. */
async function showAll(width: number, scheme = 'light'): Promise<ShadowRoot> {
  const box = document.createElement('div');
  box.style.cssText = `width: ${width}px; color-scheme: ${scheme}; color: ${scheme === 'dark' ? '#eeedf0' : '#1d1c1a'}; font-size: 15px`;
  const element = document.createElement('jackfield-outbox');
  const outbox = fakeOutbox();
  element.outbox = outbox;
  box.append(element);
  document.body.append(box);
  outbox.set(everything(), {
    isPaused: true,
    isOffline: true,
    ofOthers: 3,
    storage: 'volatile',
    storageProblem: 'The disk is full.',
  });
  const root = element.shadowRoot as ShadowRoot;
  root.querySelectorAll('button').forEach((button) => {
    if (button.textContent === 'Discard' && button.closest('li') === root.querySelector('li'))
      button.click();
  });
  await expect.poll(() => root.querySelectorAll('li').length).toBe(5);
  return root;
}

const visible = (root: ShadowRoot): readonly HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>('*')].filter(
    (each) => each.checkVisibility() && each.getAttribute('part') !== 'live',
  );

it.each([280, 320, 600])('needs no more than %i pixels', async (width) => {
  const root = await showAll(width);
  const { left, right } = root.host.getBoundingClientRect();
  for (const element of visible(root)) {
    const box = element.getBoundingClientRect();
    expect(box.right, element.outerHTML.slice(0, 200)).toBeLessThanOrEqual(right + 0.5);
    expect(box.left).toBeGreaterThanOrEqual(left - 0.5);
  }
});

it('has buttons that a finger can hit', async () => {
  const root = await showAll(280);
  const buttons = visible(root).filter(({ localName }) => localName === 'button');
  expect(buttons.length).toBeGreaterThan(5);
  for (const button of buttons) {
    const { width, height } = button.getBoundingClientRect();
    expect(Math.min(width, height), button.outerHTML).toBeGreaterThanOrEqual(24);
  }
});

type Rgba = readonly [number, number, number, number];

/** What a colour is in the end, however it was said. */
function rgbaOf(colour: string): Rgba {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}

const luminance = (rgb: readonly number[]): number => {
  const [r = 0, g = 0, b = 0] = rgb.map((each) => {
    const c = each / 255;
    return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

function contrast(text: Rgba, ground: Rgba): number {
  const alpha = text[3];
  const blended = [0, 1, 2].map((i) => (text[i] ?? 0) * alpha + (ground[i] ?? 0) * (1 - alpha));
  const [a, b] = [luminance(blended), luminance(ground)].sort((x, y) => y - x) as [number, number];
  return (a + 0.05) / (b + 0.05);
}

describe.each([
  ['light', '#ffffff'],
  ['dark', '#1b1b1f'],
])('on a %s page', (scheme, ground) => {
  it('every text has a contrast of 4.5 to 1', async () => {
    const root = await showAll(600, scheme);
    const texts = visible(root).filter((each) =>
      [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent),
    );
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) {
      const colour = getComputedStyle(text).color;
      expect(
        contrast(rgbaOf(colour), rgbaOf(ground)),
        `${text.getAttribute('part')}: ${colour}`,
      ).toBeGreaterThanOrEqual(4.5);
    }
  });
});

it('takes a page’s colours by custom properties, and its styles by parts', async () => {
  const style = document.createElement('style');
  style.textContent =
    'jackfield-outbox { --jackfield-outbox-danger: rgb(1, 2, 3) } jackfield-outbox::part(customer) { font-weight: 900 }';
  document.body.append(style);
  const root = await showAll(600);
  document.body.append(style);
  const colourOf = (part: string) =>
    getComputedStyle(root.querySelector(`[part~="${part}"]`) as Element);
  expect(colourOf('state-failed').color).toBe('rgb(1, 2, 3)');
  expect(colourOf('customer').fontWeight).toBe('900');
});

it('moves nothing for those who want no motion, and keeps its edges in forced colours', async () => {
  const root = await showAll(600);
  const rules = [...(root.adoptedStyleSheets[0]?.cssRules ?? [])];
  const media = rules.filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule);
  expect(media.map(({ conditionText }) => conditionText)).toEqual([
    '(prefers-reduced-motion: no-preference)',
    '(forced-colors: active)',
  ]);
  const plain = rules.filter((rule) => !(rule instanceof CSSMediaRule));
  expect(plain.map(({ cssText }) => cssText).join()).not.toMatch(/transition|animation/);
});
