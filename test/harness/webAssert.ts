/**
 * The part of `node:assert/strict` that host tests use, for the web extension host, where Node's modules do not exist. The
 * build of the web suite puts it in the place of Node's own.
 */

export class AssertionError extends Error {
  readonly actual: unknown;
  readonly expected: unknown;

  constructor(message: string, actual?: unknown, expected?: unknown) {
    super(message);
    this.name = "AssertionError";
    this.actual = actual;
    this.expected = expected;
  }
}

type Message = string | Error | undefined;
type Expected = RegExp | (new (...args: never[]) => Error) | ((error: unknown) => boolean) | object;

function refuse(message: Message, otherwise: string, actual?: unknown, expected?: unknown): never {
  if (message instanceof Error) throw message;
  throw new AssertionError(message ?? otherwise, actual, expected);
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return (
      JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part), 2) ?? String(value)
    );
  } catch {
    return String(value);
  }
}

function sameDeeply(left: unknown, right: unknown, seen: Map<object, object> = new Map()): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (seen.get(left) === right) return true;
  seen.set(left, right);
  if (left instanceof Date && right instanceof Date) return Object.is(left.getTime(), right.getTime());
  if (left instanceof RegExp && right instanceof RegExp) return String(left) === String(right);
  if (left instanceof Error && right instanceof Error)
    return left.name === right.name && left.message === right.message;
  if (left instanceof Set && right instanceof Set) {
    return left.size === right.size && sameDeeply([...left], [...right], seen);
  }
  if (left instanceof Map && right instanceof Map) {
    return (
      left.size === right.size &&
      [...left].every(([key, value]) => right.has(key) && sameDeeply(value, right.get(key), seen))
    );
  }
  const leftKeys = Reflect.ownKeys(left).filter((key) => Object.prototype.propertyIsEnumerable.call(left, key));
  const rightKeys = Reflect.ownKeys(right).filter((key) => Object.prototype.propertyIsEnumerable.call(right, key));
  if (leftKeys.length !== rightKeys.length) return false;
  if (Array.isArray(left) && Array.isArray(right) && left.length !== right.length) return false;
  return leftKeys.every(
    (key) => rightKeys.includes(key) && sameDeeply(Reflect.get(left, key), Reflect.get(right, key), seen),
  );
}

function checkError(error: unknown, expected: Expected | undefined, message: Message): void {
  if (expected === undefined) return;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (expected instanceof RegExp) {
    if (!expected.test(text)) refuse(message, `The error ${shown(text)} does not match ${expected}.`, error, expected);
  } else if (typeof expected === "function") {
    if (expected.prototype instanceof Error || expected === Error) {
      if (!(error instanceof expected))
        refuse(message, `${shown(text)} is not of the kind ${expected.name}.`, error, expected);
    } else if ((expected as (error: unknown) => boolean)(error) !== true) {
      refuse(message, `The check of the error ${shown(text)} failed.`, error);
    }
  } else {
    for (const [key, value] of Object.entries(expected)) {
      const actual: unknown = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
      const fits =
        value instanceof RegExp && typeof actual === "string" ? value.test(actual) : sameDeeply(actual, value);
      if (!fits) refuse(message, `The error's ${key} is ${shown(actual)}, not ${shown(value)}.`, actual, value);
    }
  }
}

/** Splits the last arguments of `throws` and `rejects`, where a message may stand in the place of what is expected. */
function expectation(expected: Expected | string | undefined, message: Message): [Expected | undefined, Message] {
  return typeof expected === "string" ? [undefined, expected] : [expected, message];
}

export function ok(value: unknown, message?: Message): asserts value {
  if (!value) refuse(message, `${shown(value)} is not truthy.`, value, true);
}

export function equal(actual: unknown, expected: unknown, message?: Message): void {
  if (!Object.is(actual, expected)) refuse(message, `${shown(actual)} is not ${shown(expected)}.`, actual, expected);
}

export function notEqual(actual: unknown, expected: unknown, message?: Message): void {
  if (Object.is(actual, expected)) refuse(message, `${shown(actual)} was not to be so.`, actual, expected);
}

export function deepEqual(actual: unknown, expected: unknown, message?: Message): void {
  if (!sameDeeply(actual, expected))
    refuse(message, `${shown(actual)} is not deeply ${shown(expected)}.`, actual, expected);
}

export function notDeepEqual(actual: unknown, expected: unknown, message?: Message): void {
  if (sameDeeply(actual, expected)) refuse(message, `${shown(actual)} was not to be so.`, actual, expected);
}

export function match(actual: string, expected: RegExp, message?: Message): void {
  if (!expected.test(actual)) refuse(message, `${shown(actual)} does not match ${expected}.`, actual, expected);
}

export function doesNotMatch(actual: string, expected: RegExp, message?: Message): void {
  if (expected.test(actual)) refuse(message, `${shown(actual)} matches ${expected}.`, actual, expected);
}

export function fail(message?: Message): never {
  refuse(message, "This was not to be reached.");
}

export function throws(work: () => unknown, expected?: Expected | string, message?: Message): void {
  const [wanted, said] = expectation(expected, message);
  let caught: { readonly error: unknown } | undefined;
  try {
    work();
  } catch (error) {
    caught = { error };
  }
  if (caught === undefined) refuse(said, "Nothing was thrown.");
  checkError(caught.error, wanted, said);
}

export function doesNotThrow(work: () => unknown, message?: Message): void {
  try {
    work();
  } catch (error) {
    refuse(message, `${shown(error)} was thrown.`, error);
  }
}

const settled = async (
  work: Promise<unknown> | (() => Promise<unknown>),
): Promise<{ readonly error: unknown } | undefined> => {
  try {
    await (typeof work === "function" ? work() : work);
    return undefined;
  } catch (error) {
    return { error };
  }
};

export async function rejects(
  work: Promise<unknown> | (() => Promise<unknown>),
  expected?: Expected | string,
  message?: Message,
): Promise<void> {
  const [wanted, said] = expectation(expected, message);
  const caught = await settled(work);
  if (caught === undefined) refuse(said, "The promise was kept.");
  checkError(caught.error, wanted, said);
}

export async function doesNotReject(
  work: Promise<unknown> | (() => Promise<unknown>),
  message?: Message,
): Promise<void> {
  const caught = await settled(work);
  if (caught !== undefined) refuse(message, `${shown(caught.error)} was the answer.`, caught.error);
}

export {
  deepEqual as deepStrictEqual,
  equal as strictEqual,
  notDeepEqual as notDeepStrictEqual,
  notEqual as notStrictEqual,
};

/** Node's module is a function with these as members, and tests import it as such. */
const assert = Object.assign((value: unknown, message?: Message) => ok(value, message), {
  AssertionError,
  ok,
  equal,
  notEqual,
  deepEqual,
  notDeepEqual,
  strictEqual: equal,
  notStrictEqual: notEqual,
  deepStrictEqual: deepEqual,
  notDeepStrictEqual: notDeepEqual,
  match,
  doesNotMatch,
  fail,
  throws,
  doesNotThrow,
  rejects,
  doesNotReject,
});

// biome-ignore lint/style/noDefaultExport: it takes the place of a module that has one
export default assert;
