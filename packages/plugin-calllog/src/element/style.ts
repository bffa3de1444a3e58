/**
 * Ink comes from the page, so that the element is readable wherever it stands. The other colours
 * follow the page's `color-scheme`, and each can be replaced by a custom property.
 */
const CSS = `
:host {
  --_danger: var(--jackfield-outbox-danger, light-dark(#b3261e, #ff9d92));
  --_warning: var(--jackfield-outbox-warning, light-dark(#7a5000, #eabf6a));
  --_success: var(--jackfield-outbox-success, light-dark(#19704a, #6cd3a0));
  --_accent: var(--jackfield-outbox-accent, light-dark(#3d46b0, #aab1ff));
  --_soft: var(--jackfield-outbox-soft, color-mix(in srgb, currentColor 72%, transparent));
  --_line: var(--jackfield-outbox-line, color-mix(in srgb, currentColor 16%, transparent));
  --_edge: var(--jackfield-outbox-edge, color-mix(in srgb, currentColor 50%, transparent));
  --_radius: var(--jackfield-outbox-radius, 8px);
  display: block;
  line-height: 1.45;
  text-align: start;
  overflow-wrap: anywhere;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
[part='outbox'] { display: grid; gap: 8px; min-width: 0; }
[part='top'], [part='paused'], [part='actions'], [part='confirmation'], [part='head'], [part='who'] {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 10px;
  min-width: 0;
}
[part='top'], [part='paused'], [part='head'] { justify-content: space-between; }
[part='head'] { align-items: baseline; }
[part~='summary'] { font-weight: 600; }
[part~='summary']::before {
  content: '';
  display: inline-block;
  width: 0.6em;
  height: 0.6em;
  margin-inline-end: 0.5em;
  border-radius: 50%;
  background: var(--_warning);
}
[part~='summary-good']::before { background: var(--_success); }
[part~='summary-bad']::before { background: var(--_danger); border-radius: 1px; }
[part~='note'], [part='tries'], [part='number'], [part='time'] { color: var(--_soft); font-size: 0.875em; }
[part~='problem'], [part~='storage'] { color: var(--_danger); }
[part~='sign-in'] { color: inherit; }
[part='paused'] {
  padding: 8px 10px;
  border: 1px solid var(--_warning);
  border-radius: var(--_radius);
}
[part~='item'] { padding: 10px 0; border-block-start: 1px solid var(--_line); }
[part~='item']:last-child { padding-block-end: 2px; }
[part='reason'], [part='tries'] { margin-block-start: 2px; }
[part='customer'] { font-weight: 600; }
[part='reason'], [part='question'] { font-size: 0.875em; }
[part='question'] { width: 100%; font-weight: 600; }
[part='actions'], [part='confirmation'] { margin-block-start: 8px; }
[part~='state'] { font-size: 0.8125em; font-weight: 600; color: var(--_warning); }
[part~='state-failed'], [part~='state-rejected'] { color: var(--_danger); }
[part~='button'] {
  min-height: 32px;
  padding: 4px 12px;
  border: 1px solid var(--_edge);
  border-radius: var(--_radius);
  background: transparent;
  color: inherit;
  font: inherit;
  font-size: 0.875em;
  font-weight: 550;
  cursor: pointer;
}
[part~='button']:hover { background: color-mix(in srgb, currentColor 9%, transparent); }
[part~='button'][aria-disabled] { opacity: 0.6; cursor: progress; }
[part~='retry'], [part~='retry-all'], [part~='resume'] { border-color: var(--_accent); color: var(--_accent); }
[part~='confirm'] { border-color: var(--_danger); color: var(--_danger); }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
[part='live'] {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@media (prefers-reduced-motion: no-preference) {
  [part~='button'] { transition: background-color 120ms; }
}
@media (forced-colors: active) {
  [part~='summary']::before { background: CanvasText; forced-color-adjust: none; }
  [part~='button'] { border-color: ButtonText; color: ButtonText; background: ButtonFace; }
  [part~='button'][aria-disabled] { opacity: 1; border-color: GrayText; color: GrayText; }
  [part~='state'] { border-block-end: 1px solid; }
}
`;

/** The style as a sheet, which a page's policy does not take for an inline one. */
export function createStyle(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  return sheet;
}
