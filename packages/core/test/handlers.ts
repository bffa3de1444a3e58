/** Handlers as a module may export them. */
export const logCall = (): string => 'ok';
