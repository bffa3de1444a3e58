import type { Members } from './wire.js';

/** What a page has registered for the screen (ThirdPartyService/index.ts:1201-1900). Plain data. */
export interface ServiceState {
  /** The last registered name; null before. */
  name: unknown;
  isSourceReady: boolean;
  /** Null without any register message; undefined if a page has left it out (index.ts:1458, 1515). */
  authorized: unknown;
  authorizedAccount: unknown;
  isCallLoggerRegistered: boolean;
  callLoggerTitle: unknown;
  showLogModal: boolean;
  isAutoLogReadOnly: boolean;
  autoLogReadOnlyValue: boolean | null;
  hideEditLogButton: boolean;
  isMessageLoggerRegistered: boolean;
  messageLoggerTitle: unknown;
  /** Whether single messages can be logged. */
  isGranular: boolean;
  isDoNotContactRegistered: boolean;
  viewsContacts: boolean;
  settings: readonly Members[];
  buttons: readonly Members[];
  pages: readonly Members[];
  banner: Members | null;
}

export function emptyService(): ServiceState {
  return {
    name: null,
    isSourceReady: false,
    authorized: null,
    authorizedAccount: null,
    isCallLoggerRegistered: false,
    callLoggerTitle: null,
    showLogModal: false,
    isAutoLogReadOnly: false,
    autoLogReadOnlyValue: null,
    hideEditLogButton: false,
    isMessageLoggerRegistered: false,
    messageLoggerTitle: null,
    isGranular: false,
    isDoNotContactRegistered: false,
    viewsContacts: false,
    settings: [],
    buttons: [],
    pages: [],
    banner: null,
  };
}

/** Whether the service's name may send queries (index.ts:1235-1240). */
export const isSourceReady = ({ authorized, isSourceReady: isReady }: ServiceState): boolean =>
  (authorized === null || Boolean(authorized)) && isReady;

const isText = (value: unknown): boolean => typeof value === 'string';

/** Applies the parts of a register message that only change the screen (index.ts:129-202, 565-591, 1348-1375). */
export function applyService(state: ServiceState, service: Members): void {
  const has = (field: string): boolean => Boolean(service[field]);
  state.name = service['name'];
  state.isSourceReady = true;
  if (has('viewMatchedContactPath')) state.viewsContacts = true;
  if (has('callLoggerPath')) {
    // A title is kept when the next register message has none; all else is replaced.
    if (has('callLoggerTitle')) state.callLoggerTitle = service['callLoggerTitle'];
    state.showLogModal = has('showLogModal');
    state.isAutoLogReadOnly = has('callLoggerAutoSettingReadOnly');
    const fixed = service['callLoggerAutoSettingReadOnlyValue'];
    if (state.isAutoLogReadOnly && typeof fixed === 'boolean') state.autoLogReadOnlyValue = fixed;
    state.hideEditLogButton = has('callLoggerHideEditLogButton');
    state.isCallLoggerRegistered = true;
  }
  if (has('messageLoggerPath')) {
    if (has('messageLoggerTitle')) state.messageLoggerTitle = service['messageLoggerTitle'];
    state.isGranular = has('messageLoggerGranularSelectionEnabled');
    state.isMessageLoggerRegistered = true;
  }
  const settings = service['settings'] as readonly Members[] | undefined;
  if (has('settingsPath') && settings && settings.length > 0) state.settings = settings;
  const buttons = service['buttons'];
  if (has('buttonEventPath') && Array.isArray(buttons)) {
    const valid = (buttons as readonly Members[]).filter(({ id, type, label, icon }) =>
      [id, type, label, icon].every(isText),
    );
    if (valid.length > 0) state.buttons = valid;
  }
  if (has('doNotContactPath')) state.isDoNotContactRegistered = true;
  if (has('banner')) setBanner(state, service['banner']);
}

/** Shows, changes or removes the banner (index.ts:1990-2011). */
export function setBanner(state: ServiceState, banner: unknown): void {
  const given = banner as Members | null | undefined;
  state.banner = given && !given['hidden'] ? { ...state.banner, ...given } : null;
}

/** Adds a page or changes the given members of one (index.ts:1667-1690). */
export function updatePage(state: ServiceState, page: Members): void {
  if (!page['id']) return;
  const known = state.pages.find(({ id }) => id === page['id']);
  state.pages = known
    ? state.pages.map((one) => (one === known ? { ...known, ...page } : one))
    : [...state.pages, page];
}
