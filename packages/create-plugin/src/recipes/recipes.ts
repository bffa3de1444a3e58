import type { CatalogueEntry } from '../catalogue-entry.js';
import { endCall, newCall, ringCall } from './calls.js';
import { matchContacts } from './contacts.js';
import { callLead, loadLeads, manualPassLead, viewLead } from './leads.js';
import { logCall, matchCallLogs } from './logs.js';
import { plainPush } from './plain-push.js';
import type { Recipe } from './recipe.js';
import { ringexOnly } from './ringex.js';
import {
  sipEndCall,
  sipFailed,
  sipRegistered,
  sipRingCall,
  sipUnregistered,
  sipUnstable,
} from './softphone.js';
import { init, loginPopup, sideWidgetOpenNotify } from './widget.js';

const RECIPES: Readonly<Record<string, Recipe>> = {
  callLead,
  endCall,
  init,
  loadLeads,
  logCall,
  loginPopup,
  manualPassLead,
  matchCallLogs,
  matchContacts,
  newCall,
  ringCall,
  sideWidgetOpenNotify,
  sipEndCall,
  sipFailed,
  sipRegistered,
  sipRingCall,
  sipUnregistered,
  sipUnstable,
  viewLead,
};

/**
 * Returns the recipe of a message. A push without a recipe is passed to the CRM unchanged; a request
 * needs one, because its result cannot be derived.
 */
export const recipeOf = (entry: CatalogueEntry): Recipe => {
  if (entry.wire === 'ringex') return ringexOnly(entry);
  const recipe = Object.hasOwn(RECIPES, entry.name) ? RECIPES[entry.name] : undefined;
  if (recipe !== undefined) return recipe;
  if (entry.kind === 'push') return plainPush(entry);
  throw new Error(`Expected a recipe for the request ${entry.name}: add one to recipes/.`);
};
