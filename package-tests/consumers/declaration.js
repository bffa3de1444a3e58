// All that a package with a plugin in it takes of core.
import { definePlugin } from '@jackfield/core';

globalThis.acme = definePlugin({ name: 'acme' });
