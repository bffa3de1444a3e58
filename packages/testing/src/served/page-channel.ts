/** What the script in a page sends to the app page, with a port. */
export const HANDSHAKE = 'jackfield:page';
/** The app page's answer on the port: it listens. */
export const READY = 'jackfield:ready';
/** What the app page's own frame reports, with whether a page has answered. */
export const ATTACKED = 'jackfield:attacked';
