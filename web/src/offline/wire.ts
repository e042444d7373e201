// What travels between this device and the house: the list as the house has it, and the edits made here.

export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** What of a wish can be edited on its own. */
export type Field = "title" | "note" | "quantity" | "priority" | "order" | "list" | "state" | "archived" | "top_price" | "until" | "secret";

export type State = "open" | "paused" | "fulfilled" | "dropped";

/** The best that the house knows of where a wish's thing can be had. */
export interface Best {
  readonly price: Money;
  /** Whether that is the least of several sizes or colours. */
  readonly from: boolean;
  readonly retailer: string;
  readonly availability: "in" | "out" | "unknown";
  readonly read_at: string;
}

export interface Wish {
  readonly id: string;
  readonly title: string;
  readonly state: State;
  /** The named list it stands on; null is the main one. */
  readonly list: string | null;
  /** The key it is sorted by: see order.ts. */
  readonly order: string;
  readonly quantity: number;
  readonly priority: string;
  readonly note: string;
  readonly top_price: Money | null;
  readonly until: string | null;
  readonly archived: boolean;
  /** None while no price is known, nor in what was kept before this was told. */
  readonly best?: Best;
  /** The edit that wrote a field last; a field nobody wrote since the wish was added has none. */
  readonly stamps: { readonly [field in Field]?: string };
}

export interface List {
  readonly id: string;
  readonly name: string;
  readonly order: string;
  readonly archived: boolean;
  /** The edit that wrote its name last; none while nobody did since it was made, nor in what was kept before this was told. */
  readonly stamps?: { readonly name?: string };
}

/** What something is about: a wish, or in its place a list that is called otherwise. */
export interface About {
  readonly wish?: string;
  readonly list?: string;
}

/** What an edit said and was not kept, because another device said otherwise without having seen it. */
export interface Overruled extends About {
  readonly op: string;
  readonly field: string;
  readonly value: unknown;
  readonly kept: unknown;
  readonly at: string;
}

/** The whole list as the house has it. */
export interface Snapshot {
  readonly member: string;
  readonly lists: readonly List[];
  readonly wishes: readonly Wish[];
  readonly overruled: readonly Overruled[];
}

export interface Edit extends About {
  /** Its id, made here; the same edit sent twice takes effect once. */
  readonly op: string;
  /** When it was made, by this device's clock; later than every edit made here before it. */
  readonly at: string;
  /** `name` is a list's; `overruled` lets go of what is offered back: the edit that is meant is the value. */
  readonly field: Field | "name" | "add" | "overruled";
  readonly value: unknown;
  /** The edit of the same field that was seen when this one was made. */
  readonly base: string | null;
  /** Of a wish that is dropped: all that was seen of it, so that what another device wrote meanwhile keeps it. */
  readonly seen?: { readonly [field: string]: string };
}

export interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly fields?: readonly { readonly field?: string; readonly detail?: string }[];
}

export interface Settled {
  readonly op: string;
  readonly as: "applied" | "overruled" | "known" | "refused";
  readonly problem: Problem | null;
}

export interface Answer {
  readonly settled: readonly Settled[];
  readonly list: Snapshot;
}

export function isSnapshot(value: unknown): value is Snapshot {
  const list = value as Partial<Snapshot> | null;
  return Array.isArray(list?.wishes) && Array.isArray(list?.lists) && Array.isArray(list?.overruled);
}

export function isAnswer(value: unknown): value is Answer {
  const answer = value as Partial<Answer> | null;
  return Array.isArray(answer?.settled) && isSnapshot(answer?.list);
}
