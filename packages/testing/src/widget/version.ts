/**
 * Which widget is played: `0.x` is still served at ringcentral.github.io, `1.0` is the beta at
 * cdn.labs.ringcentral.com, `next` is what has been committed since.
 */
export type WidgetVersion = '0.x' | '1.0' | 'next';
