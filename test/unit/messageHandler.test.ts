import assert from "node:assert/strict";
import * as v from "valibot";
import { MessageHandler } from "../../src/protocol/messageHandler.ts";

const incoming = { add: v.object({ a: v.number(), b: v.number() }), fail: v.object({}) } as const;
const handlers = {
  add: ({ a, b }: { a: number; b: number }): number => a + b,
  fail: (): never => {
    throw new Error("No.");
  },
};

describe("the line between host and view", () => {
  it("answers a request, and a failed one with the reason", async () => {
    const posted: unknown[] = [];
    const handler = new MessageHandler<typeof incoming, typeof incoming>(incoming, handlers, (message) =>
      posted.push(message),
    );
    await handler.receive({ kind: "request", id: 1, type: "add", payload: { a: 1, b: 2 } });
    await handler.receive({ kind: "request", id: 2, type: "fail", payload: {} });
    assert.deepEqual(posted, [
      { kind: "reply", id: 1, payload: 3 },
      { kind: "reply", id: 2, error: "No." },
    ]);
  });

  it("drops what is malformed, unknown or no message at all, and says so", async () => {
    const refused: string[] = [];
    const handler = new MessageHandler<typeof incoming, typeof incoming>(
      incoming,
      handlers,
      () => {},
      (reason) => refused.push(reason),
    );
    for (const raw of [undefined, "add", { kind: "event", type: "toString", payload: {} }]) await handler.receive(raw);
    await handler.receive({ kind: "event", type: "add", payload: { a: "1" } });
    assert.equal(refused.length, 4);
  });

  it("bears that the view was closed while its answer was being made", async () => {
    const refused: string[] = [];
    const handler = new MessageHandler<typeof incoming, typeof incoming>(
      incoming,
      handlers,
      () => {
        throw new Error("Webview is disposed");
      },
      (reason) => refused.push(reason),
    );
    await handler.receive({ kind: "request", id: 1, type: "add", payload: { a: 1, b: 2 } });
    handler.send("fail", {});
    await assert.rejects(handler.request("fail", {}), /gone/);
    assert.ok(refused.every((reason) => reason.includes("Webview is disposed")));
    assert.equal(refused.length, 3);
  });
});
