import type { RequestListener, Server } from 'node:http';

export const HOST: string;
export const pagePolicy: (widgetOrigin: string, crmUrl?: string) => string;
export const widgetPolicy: (pageOrigin: string) => string;
export const listen: (server: Server, port: number) => Promise<number>;
export const close: (server: Server) => Promise<void>;
export const site: (site: {
  readonly dist: string;
  readonly index: string;
  readonly html: string;
  readonly origin: string;
  readonly policy: string;
  readonly crm?: object;
  readonly more?: RequestListener;
}) => RequestListener;
