import * as v from "valibot";

/** Message types of one direction: a name and the schema of its payload. */
export type Messages = Readonly<Record<string, v.GenericSchema>>;

/** What one side does with each message it may receive. A returned value answers a request. */
export type Handlers<Incoming extends Messages> = {
  readonly [Type in keyof Incoming]: (payload: v.InferOutput<Incoming[Type]>) => unknown;
};

/** Events have a type, replies the number of their request, requests both. */
const envelope = v.object({
  kind: v.picklist(["event", "request", "reply"]),
  id: v.optional(v.number(), -1),
  type: v.optional(v.string(), ""),
  payload: v.optional(v.unknown()),
  error: v.optional(v.string()),
});

/**
 * One end of the line between the host and a webview; both sides use it with the directions swapped.
 * Every message is checked against its schema before it is handled: a webview is not trusted by the host.
 */
export class MessageHandler<Incoming extends Messages, Outgoing extends Messages> {
  readonly #incoming: Incoming;
  readonly #handlers: Handlers<Incoming>;
  readonly #post: (message: unknown) => unknown;
  readonly #onRefused: (reason: string) => void;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #lastId = 0;

  /** @param onRefused is told, in one line, why a message was dropped. */
  constructor(
    incoming: Incoming,
    handlers: Handlers<Incoming>,
    post: (message: unknown) => unknown,
    onRefused: (reason: string) => void = () => {},
  ) {
    this.#incoming = incoming;
    this.#handlers = handlers;
    this.#post = post;
    this.#onRefused = onRefused;
  }

  /** Sends a message that nobody answers. */
  send<Type extends keyof Outgoing & string>(type: Type, payload: v.InferInput<Outgoing[Type]>): void {
    this.#deliver({ kind: "event", type, payload });
  }

  /** Sends a message and resolves with the answer; rejects with the other side's message when it failed. */
  request<Type extends keyof Outgoing & string>(type: Type, payload: v.InferInput<Outgoing[Type]>): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    if (!this.#deliver({ kind: "request", id, type, payload })) {
      this.#waiting.get(id)?.reject(new Error("The other side is gone."));
      this.#waiting.delete(id);
    }
    return answer;
  }

  /** A view may be closed while its answer is being made: what can't be delivered any more is dropped. */
  #deliver(message: unknown): boolean {
    try {
      this.#post(message);
      return true;
    } catch (error) {
      this.#onRefused(`A message could not be delivered: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  /** Takes in whatever arrived; never throws. */
  async receive(raw: unknown): Promise<void> {
    const parsed = v.safeParse(envelope, raw);
    if (!parsed.success) {
      this.#onRefused("A message without an envelope was dropped.");
      return;
    }
    const message = parsed.output;
    if (message.kind === "reply") {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.payload);
      else waiting?.reject(new Error(message.error));
      return;
    }
    const reply = (answer: { payload?: unknown; error?: string }): void => {
      if (message.kind === "request") this.#deliver({ kind: "reply", id: message.id, ...answer });
      else if (answer.error !== undefined) this.#onRefused(answer.error);
    };
    const schema = Object.hasOwn(this.#incoming, message.type) ? this.#incoming[message.type] : undefined;
    if (schema === undefined) {
      reply({ error: `Unknown message "${message.type.slice(0, 80)}".` });
      return;
    }
    try {
      const payload = v.safeParse(schema, message.payload);
      if (!payload.success) {
        reply({ error: `The message "${message.type}" was malformed: ${payload.issues[0].message}` });
        return;
      }
      reply({ payload: await this.#handlers[message.type as keyof Incoming](payload.output as never) });
    } catch (error) {
      reply({ error: error instanceof Error ? error.message : String(error) });
    }
  }
}
