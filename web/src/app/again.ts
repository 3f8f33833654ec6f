import type { Problem } from './api';
import { go } from './router';

/* Some things are asked of a customer only a while after signing in. What was typed for them waits in this browser, for
   the new sign-in may end in another tab; it is taken once, and never sent along in an address. */

const KEPT = 'draft';
const KEEP_FOR = 20 * 60_000;

/** Leads to a fresh sign-in and back to `next`, if that is all that is missing. */
export function signInAgain(problem: Problem, next: string, draft = ''): boolean {
  if (problem.code !== 'recent_sign_in_required') return false;
  localStorage.setItem(KEPT, JSON.stringify({ next, draft, until: Date.now() + KEEP_FOR }));
  go('/sign-in/again?next=' + encodeURIComponent(next));
  return true;
}

/** What was typed before the sign-in that led here; null if nothing was begun. */
export function takeDraft(next: string): string | null {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
  if (kept?.next !== next) return null;
  localStorage.removeItem(KEPT);
  return kept.until > Date.now() ? kept.draft : null;
}
