import { describe, expect, it, vi } from "vitest";
import { http, queryString } from "./http";
import { ApiProblem } from "./problem";

function answer(status: number, body: unknown): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(status === 204 ? null : text, { status })),
  );
}

const problemOf = async (asked: Promise<unknown>): Promise<ApiProblem> => {
  const problem = await asked.catch((error: unknown) => error);
  if (!(problem instanceof ApiProblem)) throw new Error("no problem was thrown");
  return problem;
};

describe("the door to the server", () => {
  it("gives what the server answered", async () => {
    answer(200, { items: [1] });
    expect(await http.get("/things")).toEqual({ items: [1] });
    answer(204, "");
    expect(await http.delete("/things/1")).toBeUndefined();
  });

  it("sends the cookie's token back with everything that changes something", async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie is what is tested
    document.cookie = "XSRF-TOKEN=abc%2Fdef";
    answer(200, {});
    await http.post("/things", { a: 1 });
    await http.get("/things");
    const [post, get] = vi
      .mocked(fetch)
      .mock.calls.map(([, init]) => init?.headers as Record<string, string>);
    expect(post?.["X-XSRF-TOKEN"]).toBe("abc/def");
    expect(get).not.toHaveProperty("X-XSRF-TOKEN");
  });

  it("turns the server's problems into ones that can be shown", async () => {
    answer(429, { code: "login_slow_down", args: { seconds: 9 }, support: "k3x9" });
    const problem = await problemOf(http.post("/login"));
    expect(problem).toMatchObject({
      code: "login_slow_down",
      status: 429,
      args: { seconds: 9 },
      support: "k3x9",
    });
  });

  it.each([
    [401, "signed_out"],
    [403, "forbidden"],
    [404, "not_found"],
    [502, "server_away"],
    [500, "unexpected"],
  ])("knows what a bare %i means", async (status, code) => {
    answer(status, "<html>somebody in between</html>");
    expect((await problemOf(http.get("/things"))).code).toBe(code);
  });

  it("says offline when nobody answers", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Promise.reject(new TypeError("failed to fetch"))),
    );
    expect((await problemOf(http.get("/things"))).code).toBe("offline");
  });
});

it("writes only what is defined into the address", () => {
  expect(queryString({ a: "x y", b: undefined, c: null, d: "", e: 0, f: true })).toBe("?a=x+y&e=0&f=true");
  expect(queryString({ a: undefined })).toBe("");
});
