/** The codes that this kit gives to a plugin's error class. */
export type KitErrorCode =
  | 'OPTION_INVALID'
  | 'DATABASE_UNAVAILABLE'
  | 'DATABASE_BLOCKED'
  | 'DATABASE_FULL'
  | 'DATABASE_FAILED';

/** A plugin's own error class: a page sees one class for each package. */
export type PluginErrorClass = new (
  code: KitErrorCode,
  message: string,
  options?: ErrorOptions,
) => Error;
