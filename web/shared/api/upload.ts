import { newKey, type QueryValue, urlOf } from "./client";
import { kUnreachable, Problem, problemFrom } from "./problem";

export interface UploadOptions {
  query?: Record<string, QueryValue>;
  onProgress?: (sent: number, total: number) => void;
  signal?: AbortSignal;
}

/** Sends a file as the raw body. XMLHttpRequest, because fetch does not tell how much has been sent. */
export function upload<T>(path: string, file: Blob, options: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", urlOf(path, { query: options.query }));
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Idempotency-Key", newKey());
    request.upload.onprogress = (event) => options.onProgress?.(event.loaded, event.total || file.size);
    request.onerror = () => reject(new Problem({ status: 0, reason: kUnreachable }));
    request.onabort = () => reject(new DOMException("upload cancelled", "AbortError"));
    request.onload = () => {
      const body = request.responseText;
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(body) as T);
        return;
      }
      const retryAfter = request.getResponseHeader("Retry-After");
      const headers: Record<string, string> = retryAfter === null ? {} : { "Retry-After": retryAfter };
      void problemFrom(new Response(body, { status: request.status || 500, headers })).then(reject);
    };
    options.signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
