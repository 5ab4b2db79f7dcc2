import { kUnreachable, Problem, problemFrom } from "./problem";

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
export type QueryValue = string | number | boolean | undefined | null;

export interface RequestOptions {
  /** Fills the `{…}` of the path, escaped. */
  path?: Record<string, string>;
  /** Undefined, null and "" are left out. */
  query?: Record<string, QueryValue>;
  body?: unknown;
  /** The version the edit started from. */
  version?: number;
  /** One per intention; made up when absent. A caller that repeats an intention by itself passes the same one again. */
  key?: string;
  signal?: AbortSignal;
}

/** Sign-in and set-up have no caller yet to scope a key to. */
const kKeyless = new Set(["/v1/sessions", "/v1/setup"]);
const kRetryDelaysMs = [300, 1200];
const kRetryStatuses = new Set([502, 503, 504]);

/** A key of its own for each write. It begins with the time (UUID version 7), so that the server keeps keys made at one time side by side. */
export function newKey(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

export function urlOf(path: string, options: Pick<RequestOptions, "path" | "query">): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = options.path?.[name];
    if (value === undefined || value === "") throw new Error(`path parameter ${name} of ${path} is missing`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? filled : `${filled}?${text}`;
}

export interface ClientHooks {
  fetch: typeof fetch;
  sleep: (milliseconds: number) => Promise<void>;
  /** Called when a request that needed a session had none. */
  signInRequired: () => void;
  /** Called after each request: whether the server could be reached at all, whatever it answered. */
  reached?: (yes: boolean) => void;
}

export function createClient(hooks: ClientHooks) {
  async function attempt(url: string, init: RequestInit): Promise<Response> {
    try {
      return await hooks.fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new Problem({
        status: 0,
        reason: kUnreachable,
        detail: error instanceof Error ? error.message : "",
      });
    }
  }

  /**
   * Repeats on a lost connection or an overloaded gateway. A write carries the same key each time,
   * so the server does it once however often it arrives; a write without a key is never repeated.
   */
  async function attempts(url: string, init: RequestInit, repeatable: boolean): Promise<Response> {
    const delays = repeatable ? kRetryDelaysMs : [];
    for (const delay of delays) {
      try {
        const response = await attempt(url, init);
        if (!kRetryStatuses.has(response.status)) return response;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
      await hooks.sleep(delay);
    }
    return attempt(url, init);
  }

  /** The answer as it came; a refusal is thrown. */
  async function ask(method: Method, path: string, options: RequestOptions): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    const write = method !== "GET";
    const keyed = write && !kKeyless.has(path);
    if (keyed) headers["Idempotency-Key"] = options.key ?? newKey();
    if (options.version !== undefined) headers["If-Match"] = `"${options.version}"`;
    const raw = options.body instanceof Blob;
    if (options.body !== undefined)
      headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
    const init: RequestInit = { method, headers, credentials: "same-origin", signal: options.signal ?? null };
    if (options.body !== undefined) init.body = raw ? (options.body as Blob) : JSON.stringify(options.body);

    let response: Response;
    try {
      response = await attempts(urlOf(path, options), init, method === "GET" || keyed);
    } catch (error) {
      if (error instanceof Problem) hooks.reached?.(false);
      throw error;
    }
    const problem = response.ok ? undefined : await problemFrom(response);
    hooks.reached?.(problem?.reason !== kUnreachable);
    if (problem) {
      if (problem.status === 401 && path !== "/v1/sessions") hooks.signInRequired();
      throw problem;
    }
    return response;
  }

  async function send<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
    const response = await ask(method, path, options);
    if (response.status === 204) return undefined as T;
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  return {
    get: <T>(path: string, options?: RequestOptions) => send<T>("GET", path, options),
    post: <T>(path: string, options?: RequestOptions) => send<T>("POST", path, options),
    patch: <T>(path: string, options?: RequestOptions) => send<T>("PATCH", path, options),
    put: <T>(path: string, options?: RequestOptions) => send<T>("PUT", path, options),
    delete: <T>(path: string, options?: RequestOptions) => send<T>("DELETE", path, options),
    /** A file that is made when it is asked for. */
    file: async (path: string, options: RequestOptions = {}) => (await ask("POST", path, options)).blob(),
  };
}

export type Client = ReturnType<typeof createClient>;

let signInRequired: () => void = () => {};

/** The shell says what happens when the session is gone. */
export function onSignInRequired(handler: () => void): void {
  signInRequired = handler;
}

const reachListeners = new Set<(yes: boolean) => void>();

/** Tells after every request whether the server could be reached; the returned function ends it. */
export function onReached(listener: (yes: boolean) => void): () => void {
  reachListeners.add(listener);
  return () => reachListeners.delete(listener);
}

export const client: Client = createClient({
  fetch: (input, init) => fetch(input, init),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  signInRequired: () => signInRequired(),
  reached: (yes) => {
    for (const listener of reachListeners) listener(yes);
  },
});
