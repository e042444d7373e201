// What a service worker is given (Service Workers, Push API, Background Sync), as far as this one uses it: the page's own types
// know nothing of it.

export interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface Fetching extends Lasting {
  readonly request: Request;
  readonly resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}

export interface Pushed extends Lasting {
  readonly data: { json(): unknown } | null;
}

export interface Clicked extends Lasting {
  readonly notification: Notification;
  readonly action: string;
}

export interface Synced extends Lasting {
  readonly tag: string;
}

export interface Message extends Lasting {
  readonly data: unknown;
}

export interface Tab {
  readonly url: string;
  postMessage(message: unknown): void;
  focus(): Promise<Tab>;
  navigate(url: string): Promise<Tab | null>;
}

interface Events {
  readonly install: Lasting;
  readonly activate: Lasting;
  readonly fetch: Fetching;
  readonly message: Message;
  readonly push: Pushed;
  readonly notificationclick: Clicked;
  readonly sync: Synced;
}

export interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly location: Location;
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<Tab | undefined>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<readonly Tab[]>;
    openWindow(url: string): Promise<Tab | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): void;
}

export const worker = globalThis as unknown as Worker;
