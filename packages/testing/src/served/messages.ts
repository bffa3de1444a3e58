import { isObject } from '@jackfield/plugin-kit/json';
import { fromJson } from '@jackfield/plugin-kit/special-values';

/** What a document of the app page reports to the widget's process, in order. */
export type FromDocument =
  /** It has loaded, in a page. */
  | {
      readonly kind: 'hello';
      readonly address: string;
      /** The origin of the page around it, as far as the browser says it. */
      readonly page: string;
      readonly isHidden: boolean;
      /** The id of the document before it in the same frame, if the process reloaded that one. */
      readonly before?: string | undefined;
    }
  /** It has received a message. */
  | { readonly kind: 'message'; readonly data: unknown }
  /** The agent looks at its tab. */
  | { readonly kind: 'focus' }
  /** The page has posted to the widget's window. `isLost`: the document did not listen yet. */
  | { readonly kind: 'posted'; readonly target: string | undefined; readonly isLost: boolean }
  /** The page did not catch an error. */
  | {
      readonly kind: 'thrown';
      readonly name: string;
      readonly text: string;
      readonly place?: string | undefined;
    }
  /** Whether the page has answered a request of another window. */
  | { readonly kind: 'attacked'; readonly isAnswered: boolean };

/** What the widget's process sends to a document of the app page. Data is JSON of `toJson`. */
export type ToDocument =
  | { readonly kind: 'message'; readonly data: unknown }
  | { readonly kind: 'reload' }
  /** Post this to the page from another window. */
  | { readonly kind: 'attack'; readonly message: unknown };

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrAbsent = (value: unknown): value is string | undefined =>
  value === undefined || isText(value);

/** Reads what a document has reported; `undefined` for everything else. */
export function readFromDocument(value: unknown): FromDocument | undefined {
  if (!isObject(value)) return undefined;
  switch (value['kind']) {
    case 'hello': {
      const { address, page, isHidden, before } = value;
      return isText(address) && URL.canParse(address) && isText(page) && isTextOrAbsent(before)
        ? { kind: 'hello', address, page, isHidden: isHidden === true, before }
        : undefined;
    }
    case 'message':
      return { kind: 'message', data: fromJson(value['data']) };
    case 'focus':
      return { kind: 'focus' };
    case 'posted': {
      const { target, isLost } = value;
      return isTextOrAbsent(target)
        ? { kind: 'posted', target, isLost: isLost === true }
        : undefined;
    }
    case 'thrown': {
      const { name, text, place } = value;
      return isText(name) && isText(text) && isTextOrAbsent(place)
        ? { kind: 'thrown', name, text, place }
        : undefined;
    }
    case 'attacked':
      return { kind: 'attacked', isAnswered: value['isAnswered'] === true };
    default:
      return undefined;
  }
}
