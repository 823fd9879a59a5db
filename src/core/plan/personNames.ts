import { type Assignment, formatAssignment, parseAssignment } from "../model/assignment.ts";
import type { Id } from "../model/identifier.ts";
import type { Person } from "../model/records.ts";

/**
 * What people and roles are called where there is little room: by their first name, as long as nobody else has it, else by their
 * whole one; a role by its whole name; by their id where a name would mean somebody else, or would not be read as a name. What is
 * read so can be typed so too.
 */
export class PersonNames {
  readonly #shown = new Map<Id, string>();
  /** Who is meant by which words; nobody where they fit several. */
  readonly #ids = new Map<string, Id | undefined>();

  constructor(all: readonly Person[]) {
    // Where an id stands twice, the first one is meant.
    const people = [...new Map(all.toReversed().map((person) => [person.id, person])).values()];
    // Ids mean what they mean, former ones too; then whole names, then first ones.
    for (const { id } of people) this.#ids.set(id, id);
    for (const former of all.flatMap(({ was }) => was ?? [])) this.#ids.set(former, former);
    this.#learn(people, tidy);
    this.#learn(people, firstName, ({ count }) => count === undefined);
    for (const { id, name, count } of people) {
      const names = count === undefined ? [firstName(name), tidy(name)] : [tidy(name)];
      this.#shown.set(id, names.find((one) => isPlain(one) && this.#ids.get(keyOf(one)) === id) ?? id);
    }
  }

  /** `Ana`, `Chen 50%`, `2 Developer`. */
  textOf(assignment: Assignment): string {
    const shown = this.#shown.get(assignment.who);
    if (shown === undefined) return formatAssignment(assignment);
    const { count, units } = assignment;
    return `${count === 1 ? "" : `${count} `}${shown}${units === 100 ? "" : ` ${units}%`}`;
  }

  /** The assignment that is meant by an id or a name with its share; undefined for what is nobody's form. */
  parse(text: string): Assignment | undefined {
    const [, count, name = "", units] =
      /^(?:(\d{1,4})\s+)?(.*?)(?:\s+(\d{1,4}(?:\.\d{1,3})?)\s*%)?$/.exec(tidy(text)) ?? [];
    const who = this.#ids.get(keyOf(name));
    const plain = who === undefined ? text : `${count ? `${count} ` : ""}${who}${units ? ` ${units}%` : ""}`;
    return parseAssignment(tidy(plain));
  }

  /** Words that several have mean none of them. @param isMeant who is meant by them alone; all if it is left out */
  #learn(people: readonly Person[], wordsOf: (name: string) => string, isMeant?: (person: Person) => boolean): void {
    const found = new Map<string, Person | undefined>();
    for (const person of people) {
      const key = keyOf(wordsOf(person.name));
      found.set(key, found.has(key) ? undefined : person);
    }
    for (const [key, person] of found) {
      if (this.#ids.has(key)) continue;
      this.#ids.set(key, person !== undefined && (isMeant?.(person) ?? true) ? person.id : undefined);
    }
  }
}

/** The parts of what was typed into a cell that holds a list. */
export function listedIn(text: string): readonly string[] {
  return text
    .trim()
    .replace(/^\[(.*)\]$/, "$1")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Whether a name stays one name between others, with a number before it and a share behind it. */
function isPlain(name: string): boolean {
  return name !== "" && !/^[\d[]|,|%$/.test(name);
}

function tidy(words: string): string {
  return words.trim().replace(/\s+/g, " ");
}

function keyOf(words: string): string {
  return tidy(words).toLowerCase();
}

let last: { readonly people: readonly Person[]; readonly names: PersonNames } | undefined;

/** The names of a project's people; the same object for as long as nobody of them changes. */
export function personNames(people: readonly Person[]): PersonNames {
  const isSame =
    last !== undefined &&
    last.people.length === people.length &&
    last.people.every((person, index) => person === people[index]);
  if (!isSame) last = { people, names: new PersonNames(people) };
  return (last as NonNullable<typeof last>).names;
}

function firstName(name: string): string {
  return tidy(name).split(" ", 1)[0] ?? "";
}
