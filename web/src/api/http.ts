import { ApiProblem } from "./problem";

/** `keepalive`: the request outlives the page that makes it. */
interface Manner {
  keepalive?: boolean;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The one door to the server. Every failure leaves it as an {@link ApiProblem}. */
async function send<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  manner: Manner = {},
): Promise<T> {
  const response = await ask(method, path, body, signal, manner);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

async function ask(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  { keepalive = false }: Manner = {},
): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") {
    const token = cookie("XSRF-TOKEN");
    if (token) headers["X-XSRF-TOKEN"] = token;
  }
  if (body !== undefined) headers["Content-Type"] = "application/json";

  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      keepalive,
      signal,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new ApiProblem("offline", 0);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Bytes to be saved as a file; with a body it is asked for by POST. */
export async function httpBlob(path: string, body?: unknown): Promise<Blob> {
  return (await ask(body === undefined ? "GET" : "POST", path, body)).blob();
}

async function problemOf(response: Response): Promise<ApiProblem> {
  try {
    const body: unknown = await response.json();
    if (typeof body === "object" && body !== null && "code" in body && typeof body.code === "string") {
      const args = "args" in body && typeof body.args === "object" && body.args !== null ? body.args : {};
      const support = "support" in body && typeof body.support === "string" ? body.support : undefined;
      return new ApiProblem(body.code, response.status, { ...args }, support);
    }
  } catch {
    // Not our JSON: something between us and the server answered. The status says enough.
  }
  if (response.status === 401) return new ApiProblem("signed_out", 401);
  if (response.status === 403) return new ApiProblem("forbidden", 403);
  if (response.status === 404) return new ApiProblem("not_found", 404);
  if (response.status >= 502 && response.status <= 504) return new ApiProblem("server_away", response.status);
  return new ApiProblem("unexpected", response.status);
}

function cookie(name: string): string | undefined {
  for (const part of document.cookie.split("; ")) {
    const at = part.indexOf("=");
    if (part.slice(0, at) === name) return decodeURIComponent(part.slice(at + 1));
  }
  return undefined;
}

export const http = {
  get: <T>(path: string, signal?: AbortSignal) => send<T>("GET", path, undefined, signal),
  post: <T = void>(path: string, body?: unknown) => send<T>("POST", path, body),
  put: <T = void>(path: string, body?: unknown, manner?: Manner) =>
    send<T>("PUT", path, body, undefined, manner),
  patch: <T = void>(path: string, body?: unknown) => send<T>("PATCH", path, body),
  delete: <T = void>(path: string) => send<T>("DELETE", path),
};

/** `?a=1&b=2` of what is defined; empty when nothing is. */
export function queryString(values: Record<string, string | number | boolean | undefined | null>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
