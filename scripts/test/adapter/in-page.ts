// Runs in the page of the comparison, before the adapter script: reads what that script makes.
type Members = Readonly<Record<string, unknown>>;

/** What a caller outside reads and does. Values are texts, or can be copied. */
export interface PageView {
  globals(): Members;
  members(): Members;
  tree(): readonly string[];
  frame(): Members;
  place(): Members;
  state(): Members;
  storage(): Members;
  styles(): Members;
  /** Calls a method of `RCAdapter`, or one of its transport; returns what it throws. */
  call(method: string, args: readonly unknown[]): string | undefined;
  mouse(name: string, type: string, init?: MouseEventInit): void;
}

const before = new Set(Object.getOwnPropertyNames(window));

const adapter = (): Record<string, unknown> =>
  (window as unknown as { RCAdapter: Record<string, unknown> }).RCAdapter;
const container = (): HTMLElement =>
  document.querySelector('iframe')?.closest('[id]:not(iframe)') as HTMLElement;

/** A class without what its build added: `_src-lib-Adapter-_styles_header_Z6dLx` and `Adapter_header`. */
const plain = (name: string): string =>
  /_styles_([A-Za-z]+)_/.exec(name)?.[1] ?? name.replace(/^Adapter_/, '');
const classesOf = (element: Element): readonly string[] => [...element.classList].map(plain);

function lines(element: Element, depth: number): readonly string[] {
  const attributes = [...element.attributes]
    .filter(({ name }) => !['class', 'style', 'src'].includes(name))
    .map(({ name, value }) => `[${name}=${value}]`)
    .sort();
  const own = [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    .map((node) => ` "${node.textContent?.trim()}"`);
  const name = [element.localName, ...classesOf(element)].join('.');
  const line = `${'  '.repeat(depth)}${name}${attributes.join('')}${own.join('')}`;
  return [line, ...[...element.children].flatMap((child) => lines(child, depth + 1))];
}

function find(name: string): HTMLElement {
  const elements = [container(), ...container().querySelectorAll<HTMLElement>('*')];
  const found = elements.find((element) => classesOf(element).includes(name));
  if (!found) throw new Error(`No element has the class ${name}.`);
  return found;
}

function membersOf(value: object): Members {
  const found: Record<string, string> = {};
  for (
    let level: object | null = value;
    level && level !== Object.prototype;
    level = Object.getPrototypeOf(level) as object | null
  )
    for (const [name, { value: member, get }] of Object.entries(
      Object.getOwnPropertyDescriptors(level),
    ))
      if (!name.startsWith('_') && name !== 'constructor')
        found[name] ??= get ? 'value' : typeof member === 'function' ? 'method' : 'value';
  return found;
}

const view: PageView = {
  globals: () =>
    Object.fromEntries(
      Object.getOwnPropertyNames(window)
        .filter((name) => !before.has(name) && name !== 'comparison' && !/^\d+$/.test(name))
        .map((name) => [name, typeof (window as unknown as Members)[name]]),
    ),
  members() {
    const { transport } = adapter();
    return {
      ...membersOf(adapter()),
      ...(transport !== undefined &&
        Object.fromEntries(
          Object.entries(membersOf(transport as object)).map(([name, kind]) => [
            `transport.${name}`,
            kind,
          ]),
        )),
    };
  },
  tree: () => lines(container(), 0),
  frame() {
    const frame = document.querySelector('iframe') as HTMLIFrameElement;
    const url = new URL(frame.src);
    return {
      id: frame.id,
      app: url.origin + url.pathname,
      parameters: [...url.searchParams.keys()].join(' '),
    };
  },
  place: () =>
    Object.fromEntries(
      ['root', 'header', 'frameContainer', 'contentFrame'].flatMap((name) => {
        const element = find(name);
        const { left, top, width, height } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const box = [left, top, width, height].map(Math.round).join(' ');
        const { display, visibility, position, zIndex, opacity } = style;
        return Object.entries({ box, display, visibility, position, zIndex, opacity }).map(
          ([property, value]) => [`${name} ${property}`, value],
        );
      }),
    ),
  state() {
    const shown = adapter();
    const names = [
      'minimized',
      'closed',
      'loading',
      'appWidth',
      'appHeight',
      'translateX',
      'translateY',
      'userStatus',
      'dndStatus',
      'ringing',
      'dragging',
    ];
    return {
      ...Object.fromEntries(names.map((name) => [name, shown[name] ?? null])),
      ...Object.fromEntries(
        [container(), ...container().querySelectorAll('*')].flatMap((element, index) => {
          const classes = classesOf(element);
          const key = `${index} ${element.localName}.${classes[0] ?? ''}`;
          const images =
            element instanceof HTMLImageElement ? [element.getAttribute('src')?.slice(0, 40)] : [];
          return [[key, [...classes, ...images.filter(Boolean)].join(' ')]];
        }),
      ),
    };
  },
  storage: () => ({
    localStorage: Object.keys(localStorage).sort().join(' '),
    sessionStorage: Object.keys(sessionStorage).sort().join(' '),
    cookies: document.cookie,
  }),
  styles: () => ({
    'style elements': document.querySelectorAll('style').length > 0,
    'constructed style sheets': document.adoptedStyleSheets.length > 0,
  }),
  call(method, args) {
    const path = method.split('.');
    const name = path.pop() as string;
    const target = path.reduce<Record<string, unknown>>(
      (object, key) => object[key] as Record<string, unknown>,
      adapter(),
    );
    try {
      const result = (target[name] as (...given: readonly unknown[]) => unknown).apply(target, [
        ...args,
      ]);
      // A request that nothing answers.
      if (result instanceof Promise) result.catch(() => undefined);
      return undefined;
    } catch (error) {
      return String(error);
    }
  },
  mouse(name, type, init = {}) {
    const target = name === 'window' ? window : find(name);
    target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ...init }));
  },
};

Object.assign(window, { comparison: view });
