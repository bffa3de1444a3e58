import type { MessageMaps, Protocol } from '@jackfield/core';

/** The addresses at which RingCentral serves a widget, without the name of the file. */
export const addressesOf = ({ origins, paths = {} }: Protocol<MessageMaps>): readonly string[] =>
  origins.map((origin) => origin + (paths[origin] ?? '/'));

/** Matches every address of RingCentral. */
export const RINGCENTRAL: RegExp = /^https?:\/\/([\w-]+\.)*ringcentral\.(com|github\.io)(:\d+)?\//;
