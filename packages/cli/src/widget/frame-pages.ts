import type { WireName } from '@jackfield/testing/served';
import { type Asset, HTML, SCRIPT } from './respond.js';
import type { WidgetShell } from './widget-shell.js';

/** What frames and pages load, by path. */
export interface FramePages {
  readonly files: ReadonlyMap<string, Asset>;
  /** The app page, for a document with this id. */
  app(id: string): string;
}

const LABELS = { ringcx: 'RingCX', ringex: 'RingEX' } as const;

const page = (head: string, body: string, attributes = ''): string =>
  `<!doctype html>
<html lang="en"${attributes}>
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Simulated widget</title>${head}</head>
<body>${body}</body>
</html>
`;

const STYLE = `body { margin: 1rem; font: 0.875rem/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 0.5rem; font-size: 1rem; }
p { margin: 0; }
`;

/** The pages and scripts of the widget's own address. */
export function framePages(
  { script }: WidgetShell,
  wire: WireName,
  controlAddress: string,
): FramePages {
  const html = (body: string): Asset => ({ type: HTML, body });
  const code = (body: string): Asset => ({ type: SCRIPT, body });
  const popup = '<script src="./popup.js"></script><script src="./adapter.js"></script>';
  return {
    files: new Map([
      ['/adapter.js', code(`${script('page')}\n${script(`${wire}-adapter`)}`)],
      ['/app.js', code(script('app'))],
      ['/app.css', { type: 'text/css; charset=utf-8', body: STYLE }],
      ['/attack.html', html(page('<script src="./attack.js"></script>', ''))],
      ['/attack.js', code(script('attack'))],
      // The page of the popup window has the script of the adapter, too.
      ['/popup.html', html(page(popup, ''))],
      ['/popup.js', code('window.__ON_RC_POPUP_WINDOW = 1;\n')],
    ]),
    app: (id) =>
      page(
        '<link rel="stylesheet" href="./app.css"><script src="./app.js"></script>',
        `<main><h1>${LABELS[wire]}, simulated</h1>
<p>Calls are made in the <a href="${controlAddress}/" target="_blank" rel="noopener noreferrer">control panel</a>.</p></main>`,
        ` data-jackfield-document="${id}"`,
      ),
  };
}
