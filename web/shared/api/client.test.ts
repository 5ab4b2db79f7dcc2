import { describe, expect, test } from "vitest";
import { createClient, urlOf } from "./client";
import { fieldPath, kUnexpectedAnswer, kUnreachable, Problem, problemFrom } from "./problem";

type Answer = Response | Error;

function scripted(answers: Answer[]) {
  const sent: { url: string; method: string; headers: Headers; body: unknown }[] = [];
  const slept: number[] = [];
  let signInAsked = 0;
  const client = createClient({
    fetch: async (input, init) => {
      sent.push({
        url: String(input),
        method: init?.method ?? "GET",
        headers: new Headers(init?.headers),
        body: init?.body,
      });
      const answer = answers[sent.length - 1];
      if (answer === undefined) throw new Error("more requests than scripted");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    sleep: async (milliseconds) => void slept.push(milliseconds),
    signInRequired: () => {
      signInAsked += 1;
    },
  });
  return { client, sent, slept, signInAsked: () => signInAsked };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

async function refused(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
}

describe("addresses", () => {
  test("path parameters are escaped and empty query values left out", () => {
    expect(
      urlOf("/v1/customers/{customer_id}/cards", {
        path: { customer_id: "a/b" },
        query: { q: "张 伟", status: undefined, kind: "", limit: 50, all: false },
      }),
    ).toBe("/v1/customers/a%2Fb/cards?q=%E5%BC%A0+%E4%BC%9F&limit=50&all=false");
  });

  test("a missing path parameter is a mistake of ours, not a request", () => {
    expect(() => urlOf("/v1/customers/{customer_id}", { path: {} })).toThrow("customer_id");
  });
});

describe("writes", () => {
  test("a write carries a key and the version it started from", async () => {
    const s = scripted([json(200, { id: "1" })]);
    await s.client.patch("/v1/customers/{customer_id}", {
      path: { customer_id: "1" },
      body: { name: "A" },
      version: 7,
    });
    expect(s.sent[0]?.headers.get("Idempotency-Key")).toMatch(/^[\x21-\x7e]{1,64}$/);
    expect(s.sent[0]?.headers.get("If-Match")).toBe('"7"');
    expect(s.sent[0]?.body).toBe('{"name":"A"}');
  });

  test("a repeated write carries the same key", async () => {
    const s = scripted([new TypeError("network"), json(503, {}), json(201, { id: "9" })]);
    await expect(s.client.post("/v1/sales", { body: {} })).resolves.toEqual({ id: "9" });
    const keys = s.sent.map((request) => request.headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(s.slept).toEqual([300, 1200]);
  });

  test("two writes carry different keys", async () => {
    const s = scripted([json(201, {}), json(201, {})]);
    await s.client.post("/v1/sales", { body: {} });
    await s.client.post("/v1/sales", { body: {} });
    expect(s.sent[0]?.headers.get("Idempotency-Key")).not.toBe(s.sent[1]?.headers.get("Idempotency-Key"));
  });

  test("sign-in has no key and is never repeated", async () => {
    const s = scripted([new TypeError("network")]);
    const problem = await refused(s.client.post("/v1/sessions", { body: {} }));
    expect(problem.reason).toBe(kUnreachable);
    expect(s.sent).toHaveLength(1);
    expect(s.sent[0]?.headers.has("Idempotency-Key")).toBe(false);
  });

  test("a refusal is not repeated", async () => {
    const s = scripted([json(409, { reason: "customers.phone_taken", status: 409 })]);
    const problem = await refused(s.client.post("/v1/customers", { body: {} }));
    expect(problem.reason).toBe("customers.phone_taken");
    expect(s.sent).toHaveLength(1);
  });
});

describe("answers", () => {
  test("a file comes back as it is, and a refusal of one is a problem", async () => {
    const s = scripted([
      new Response("%PDF-1.5", { status: 200 }),
      json(403, { reason: "customers.hidden", status: 403 }),
    ]);
    await expect((await s.client.file("/v1/customers/1/personal_data.pdf")).text()).resolves.toBe("%PDF-1.5");
    expect(s.sent[0]?.method).toBe("POST");
    expect((await refused(s.client.file("/v1/customers/1/personal_data.pdf"))).reason).toBe(
      "customers.hidden",
    );
  });

  test("nothing comes back from 204", async () => {
    const s = scripted([new Response(null, { status: 204 })]);
    await expect(s.client.delete("/v1/sessions/current")).resolves.toBeUndefined();
  });

  test("a missing session asks for sign-in, wrong credentials do not", async () => {
    const s = scripted([
      json(401, { reason: "identity.sign_in_required" }),
      json(401, { reason: "identity.wrong_credentials" }),
    ]);
    await refused(s.client.get("/v1/me"));
    expect(s.signInAsked()).toBe(1);
    await refused(s.client.post("/v1/sessions", { body: {} }));
    expect(s.signInAsked()).toBe(1);
  });

  test("a problem document becomes a problem with fields, current record and waiting time", async () => {
    const problem = await problemFrom(
      json(
        400,
        {
          status: 400,
          reason: "request.invalid",
          detail: "two fields",
          field: "name",
          request_id: "r1",
          current: { id: "5" },
          errors: [
            { field: "lines[0].quantity", reason: "request.out_of_range", detail: "1 to 9999" },
            { field: "name", reason: "request.required", detail: "needed" },
          ],
        },
        { "Retry-After": "42" },
      ),
    );
    expect(problem.requestId).toBe("r1");
    expect(problem.current).toEqual({ id: "5" });
    expect(problem.retryAfterSeconds).toBe(42);
    expect(problem.fieldErrors().map((e) => [e.field, e.reason])).toEqual([
      ["lines[0].quantity", "request.out_of_range"],
      ["name", "request.required"],
    ]);
  });

  test.each([
    [502, kUnreachable],
    [500, kUnexpectedAnswer],
  ])("a %d page of some proxy becomes %s", async (status, reason) => {
    const problem = await problemFrom(new Response("<html>", { status }));
    expect([problem.status, problem.reason]).toEqual([status, reason]);
  });

  test("a field of the server names a field of a form", () => {
    expect(fieldPath("lines[0].quantity")).toEqual(["lines", 0, "quantity"]);
    expect(fieldPath("phone")).toEqual(["phone"]);
  });
});
