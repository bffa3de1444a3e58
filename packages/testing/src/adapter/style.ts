import type { PageWindow } from './page-window.js';

/**
 * The header is 36 px high, the widget in front of the page (JSW AdapterCore/styles.scss; lib/Adapter/styles.scss
 * of both). The logo and the icons are drawn without pictures, which a page's `img-src` may refuse.
 */
const TEXT = `
.Adapter_root {
  position: fixed; bottom: 0; z-index: 99999; box-sizing: border-box; padding: 0; overflow: hidden;
  border-radius: 3px; background: #fff; color: #2f2f2f; box-shadow: 0 0 5px 1px rgb(0 0 0 / 18%);
  user-select: none;
  transition: visibility 0.2s linear, opacity 0.2s linear, transform 0.2s ease-in-out, width 0.2s ease-in-out;
}
.Adapter_root.Adapter_left { left: 0; }
.Adapter_root.Adapter_right { right: 0; }
.Adapter_root.Adapter_dragging { transition: opacity 0.1s linear; }
.Adapter_root.Adapter_closed { visibility: hidden; opacity: 0; }
.Adapter_root.Adapter_loading { display: none; }
.Adapter_root.Adapter_dark { background: #282a32; color: #fff; }
.Adapter_header {
  position: relative; z-index: 11; box-sizing: border-box; height: 36px; min-width: 134px; overflow: hidden;
  border-bottom: 1px solid #e8e9ed; font: 13px/36px Helvetica, Arial, sans-serif; text-align: center;
  cursor: move; user-select: none;
}
.Adapter_header::after { content: 'simulated'; color: #888; letter-spacing: 0.02em; pointer-events: none; }
.Adapter_header.Adapter_minimized { border-bottom: none; cursor: ew-resize; }
.Adapter_header:has(.Adapter_visible)::after { content: none; }
.Adapter_dark .Adapter_header { border-bottom-color: #30323a; }
.Adapter_ringing.Adapter_minimized { box-shadow: inset 0 0 7px #0684bd; }
.Adapter_logo {
  position: absolute; top: 50%; left: 50%; display: none; width: 92px; height: 14px; margin: -7px 0 0 -46px;
}
.Adapter_logo.Adapter_visible { display: inline-block; }
.Adapter_button {
  position: absolute; top: 50%; box-sizing: border-box; width: 20px; height: 20px; margin-top: -10px;
  border: 1px solid transparent; border-radius: 3px; cursor: pointer;
}
.Adapter_toggle { right: 10px; }
.Adapter_minimizeIcon {
  position: absolute; bottom: 7px; left: 3px; box-sizing: border-box; width: 12px; height: 2px;
  border: 1px solid #888;
}
.Adapter_minimized .Adapter_minimizeIcon { bottom: 3px; height: 12px; }
.Adapter_minimizeIconBar { width: 100%; height: 1px; background: #888; }
.Adapter_popup { right: 33px; display: none; }
.Adapter_showPopup .Adapter_popup { display: block; }
.Adapter_root.Adapter_minimized .Adapter_popup { display: none; }
.Adapter_popupIcon {
  position: absolute; top: 5px; left: 3px; box-sizing: border-box; width: 10px; height: 10px;
  border: 1px solid #888; border-top-width: 3px; border-radius: 2px;
}
.Adapter_popupIcon img, .Adapter_feedbackIcon img { display: none; }
.Adapter_iconContainer { display: none; }
.Adapter_frameContainer { overflow: hidden; transition: width 0.1s ease-in-out, height 0.1s ease-in-out; }
.Adapter_contentFrame { display: block; width: 0; height: 0; border: none; }
.Adapter_presence {
  position: absolute; top: 50%; left: 20px; display: none; width: 14px; height: 14px; margin-top: -7px;
  border-radius: 50%; cursor: pointer;
}
.Adapter_minimized .Adapter_presence { left: 10px; }
`;

/** What only RingEX has. */
const RINGEX = `
.Adapter_root .Adapter_header { min-width: 165px; }
.Adapter_root .Adapter_logo { width: 83px; height: 18px; margin: -9px 0 0 -41.5px; }
.Adapter_buttons {
  position: absolute; top: 0; right: 10px; display: flex; align-items: center; height: 100%;
}
.Adapter_buttons .Adapter_button { position: relative; top: auto; right: auto; margin: 0 0 0 3px; }
.Adapter_hideToggleButton .Adapter_toggle { display: none; }
.Adapter_feedback { display: none; width: 22px; height: 22px; }
.Adapter_showFeedback .Adapter_feedback { display: block; }
.Adapter_root.Adapter_minimized .Adapter_feedback { display: none; }
.Adapter_feedbackIcon::before { content: '?'; font: bold 14px/20px Helvetica, Arial, sans-serif; color: #2559e4; }
.Adapter_Available { display: block; background: #32ae31; }
.Adapter_Busy, .Adapter_DoNotAcceptAnyCalls { display: block; background: #f95b5c; }
.Adapter_Offline { display: block; background: #cdcdcd; }
.Adapter_presenceBar { position: absolute; top: 6px; left: 3px; display: none; width: 8px; height: 2px; background: #fff; }
.Adapter_DoNotAcceptAnyCalls .Adapter_presenceBar { display: block; }
.Adapter_statusIcon {
  position: relative; top: 2px; left: 0; display: inline-block; margin: 0 5px 0 0;
}
.Adapter_dropdownPresence { position: absolute; display: none; width: 100%; height: 100vh; }
.Adapter_dropdownPresence.Adapter_showDropdown { display: block; }
.Adapter_line {
  position: relative; left: 5px; box-sizing: border-box; width: 160px; border-radius: 4px; background: #fff;
  box-shadow: 0 0 4px rgb(0 0 0 / 20%); font: 14px 'Helvetica Neue', Helvetica, Arial, sans-serif;
}
.Adapter_dark .Adapter_line { background: #282a32; }
.Adapter_presenceItem { display: block; padding: 10px 15px; text-align: left; cursor: pointer; }
.Adapter_presenceItem:hover { background: #8882; }
.Adapter_presenceItem.Adapter_selected { color: #066fac; }
.Adapter_duration, .Adapter_ringingCalls, .Adapter_onHoldCalls {
  position: absolute; top: -50%; left: 50%; width: 100px; height: 16px; margin: -8px 0 0 -100px; overflow: hidden;
  color: #666; font-size: 12px; line-height: 16px; text-overflow: ellipsis; white-space: nowrap;
}
.Adapter_duration { width: 60px; margin-left: -76px; cursor: pointer; }
.Adapter_duration.Adapter_center { margin-left: -30px; }
.Adapter_ringingCalls.Adapter_center, .Adapter_onHoldCalls.Adapter_center { margin-left: -50px; }
.Adapter_currentCallBtn, .Adapter_viewCallsBtn {
  position: absolute; top: -50%; left: 50%; box-sizing: border-box; min-width: 66px; height: 20px; padding: 0 5px;
  margin: -10px 0 0 -13px; border: 1px solid; border-radius: 10px; color: #5fb95c; font-size: 11px;
  line-height: 18px; white-space: nowrap; cursor: pointer;
}
.Adapter_viewCallsBtn { margin-left: 20px; color: #ff8800; }
.Adapter_header > .Adapter_visible, .Adapter_header > .Adapter_moveIn { top: 50%; }
.Adapter_header > .Adapter_moveOut { top: 150%; }
.Adapter_root.Adapter_dock { top: initial; width: 300px; border-radius: 0; }
.Adapter_root.Adapter_dock.Adapter_minimized { width: 60px; }
.Adapter_root.Adapter_dock.Adapter_minimized.Adapter_noPresence { width: 35px; }
.Adapter_root.Adapter_dock.Adapter_minimized.Adapter_expandable { width: 140px; }
.Adapter_dock .Adapter_header.Adapter_minimized { cursor: pointer; }
.Adapter_dock .Adapter_minimized .Adapter_iconContainer {
  position: absolute; top: 7px; left: 30px; display: flex; width: 22px; height: 22px;
}
.Adapter_dock .Adapter_minimized .Adapter_icon { width: 22px; height: 22px; }
.Adapter_dock .Adapter_minimized .Adapter_logo { opacity: 0; }
.Adapter_dock .Adapter_iconTrans .Adapter_logo { opacity: 1; }
.Adapter_dock .Adapter_iconTrans .Adapter_iconContainer { opacity: 0; }
.Adapter_root.Adapter_dock.Adapter_minimized .Adapter_toggle { right: -10px; }
`;

/**
 * Styles the adapter's elements by a constructed style sheet, which works under `style-src 'self'`.
 *
 * @returns what removes it
 */
export function adoptStyle(view: PageWindow, wire: 'ringcx' | 'ringex'): () => void {
  const { document } = view;
  // jsdom has no layout to style, and no constructed style sheets.
  if (!('adoptedStyleSheets' in document) || typeof view.CSSStyleSheet !== 'function')
    return () => undefined;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(wire === 'ringex' ? TEXT + RINGEX : TEXT);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
