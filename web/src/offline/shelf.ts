// What one browser keeps, whoever comes and goes: the list of the member who is here, and the unsent edits of those who were here
// before, each under their own name. Pure, as model.ts.
import { nothing, type Kept } from "./model.js";

/** What a member made here and the house has not settled. */
export type Made = Pick<Kept, "last" | "queue">;

export interface Shelf {
  /** Of the member who is here; null while nobody is. */
  readonly kept: Kept | null;
  /** By member: edits that wait until their member is here again. Nobody else is shown what they say. */
  readonly away: Readonly<Record<string, Made>>;
}

export const BARE: Shelf = { kept: null, away: {} };

/** The member is here no more: their list goes, their unsent edits wait for them. Without a name, whoever is here goes. */
export function closed(shelf: Shelf, member: string | null): Shelf {
  const { kept, away } = shelf;
  if (!kept || (member !== null && kept.member !== member)) return shelf;
  const { last, queue } = kept;
  return { kept: null, away: queue.length > 0 ? { ...away, [kept.member]: { last, queue } } : away };
}

/** A member is here: what they left unsent is theirs again, and whoever was here before is here no more. */
export function claimed(shelf: Shelf, member: string): Shelf {
  if (shelf.kept?.member === member) return shelf;
  const { [member]: back, ...away } = closed(shelf, null).away;
  return { kept: { ...nothing(member), ...back }, away };
}

/**
 * The member leaves this browser, perhaps in a tab of yesterday: all that is theirs goes, unsent edits too; those of others wait on.
 * Whoever is here by now is signed out by it: their list goes, their unsent edits wait.
 */
export function left(shelf: Shelf, member: string): Shelf {
  const { [member]: _, ...others } = (shelf.kept?.member === member ? { away: shelf.away } : closed(shelf, null)).away;
  return { kept: null, away: others };
}

/** How many edits of one member have not reached the house. */
export function unsentBy({ kept, away }: Shelf, member: string): number {
  return ((kept?.member === member ? kept.queue : away[member]?.queue) ?? []).length;
}

/** How many edits have not reached the house: of the member who is here, and of those who are not. */
export function unsent({ kept, away }: Shelf): number {
  return Object.values(away).reduce((all, { queue }) => all + queue.length, kept?.queue.length ?? 0);
}
