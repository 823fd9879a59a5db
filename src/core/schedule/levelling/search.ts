import { SeededRandom } from "../random.ts";
import { Crossover } from "./crossover.ts";
import { type Decoder, type Direction, opposite } from "./decoder.ts";
import { OrderBuilder } from "./orders.ts";
import { type Member, Population } from "./population.ts";
import type { PriorityRule } from "./priorityRules.ts";

/** A schedule that keeps all precedence and all capacities. */
export interface LevelledSchedule {
  readonly makespan: number;
  /** What counts between schedules of the same makespan; 0 where nothing was asked for. */
  readonly penalty: number;
  /** By activity, in the decoder's units. */
  readonly starts: Float64Array;
}

export interface SearchOptions {
  /** The same seed gives the same schedules. */
  readonly seed?: number;
  /** How many schedules the search can reckon with. It goes on beyond them with a new population, as often as it is asked to. */
  readonly expectedSchedules?: number;
}

/** By the direction of the passes their lists are for. */
type Populations = Readonly<Record<Direction, Population>>;

/** Above this many lists it is forgotten which ones there were. */
const mostRemembered = 200_000;
/** A second beyond a date that has to be kept counts as so many of makespan. */
const breachWeight = 1_000;
const mutationRate = 0.03;
/** The first lists lie between pure chance and this much bias for the leading rule. */
const strongestBias = 1.5;
/** A population begins with this times the root of the expected schedules, and ends with that divided by the other. */
const largestFactor = 2.4;
const shrinkage = 9;

/**
 * Any-time search for a short schedule. `step` goes on by some schedules and returns; between steps it can be left or asked for `best`.
 *
 * First come the priority rules. Then a genetic algorithm with two populations (Debels and Vanhoucke 2005): what is placed forwards gives
 * the lists for passes backwards and the other way round, so that every pass makes a new schedule and justifies an old one. Both
 * populations begin large, between rules and pure chance, and shrink with the schedules that are left: the search looks around
 * first and digs at the end. Lists that were decoded before are not decoded again.
 */
export class LevellingSearch {
  readonly #decoder: Decoder;
  readonly #random: SeededRandom;
  readonly #orders: OrderBuilder;
  readonly #crossover: Crossover;
  readonly #moves: Iterator<undefined, void>;
  #expected: number;
  #lowerBound: number;
  #best: { worth: number; makespan: number; penalty: number; readonly starts: Float64Array } | undefined;
  #schedules = 0;
  #isBestBackward = false;
  #isFinished = false;
  readonly #list: Int32Array;
  readonly #next: Int32Array;
  readonly #starts: Float64Array;
  readonly #marks: Int32Array;
  readonly #remembered = new Set<number>();

  constructor(decoder: Decoder, { seed = 1, expectedSchedules = 5000 }: SearchOptions = {}) {
    const count = decoder.activityCount;
    this.#decoder = decoder;
    this.#random = new SeededRandom(seed);
    this.#orders = new OrderBuilder(count, decoder.predecessors, decoder.successors);
    this.#crossover = new Crossover(count, decoder.successors, this.#random);
    this.#expected = Math.max(1, expectedSchedules);
    this.#lowerBound = decoder.lowerBound(false);
    this.#list = new Int32Array(count);
    this.#next = new Int32Array(count);
    this.#starts = new Float64Array(count);
    this.#marks = Int32Array.from({ length: count }, () => this.#random.below(2 ** 31) | 1);
    this.#moves = this.#search();
  }

  /** Schedules made so far; each pass in either direction counts as one. */
  get schedules(): number {
    return this.#schedules;
  }

  /** The best schedule so far; after one step there is one. It is a copy. */
  get best(): LevelledSchedule | undefined {
    if (this.#best === undefined) return undefined;
    const { makespan, penalty, starts } = this.#best;
    return { makespan, penalty, starts: starts.slice() };
  }

  /** The makespan of the best schedule so far. */
  get shortest(): number | undefined {
    return this.#best?.makespan;
  }

  /** No schedule is shorter than this. It gets better once, after the first schedules. */
  get lowerBound(): number {
    return this.#lowerBound;
  }

  /** Whether nothing better can be found: the best has the makespan of the lower bound, and only the makespan counts. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  /** Makes up to `schedules` more schedules. Returns whether there is more to look for. */
  step(schedules: number): boolean {
    const end = this.#schedules + schedules;
    while (this.#schedules < end && !this.#isFinished) this.#moves.next();
    return !this.#isFinished;
  }

  /** Yields after every schedule. Never ends by itself; `#isFinished` says when nothing better can be found. */
  *#search(): Generator<undefined, void> {
    let populations = this.#newPopulations();
    for (const { keys } of this.#decoder.rules) {
      this.#orders.byKeys(keys, this.#list);
      yield* this.#settle(populations);
    }
    this.#raiseLowerBound();
    for (; ; this.#expected *= 2) populations = yield* this.#evolve(populations);
  }

  #newPopulations(): Populations {
    const count = this.#decoder.activityCount;
    return { forward: new Population(count), backward: new Population(count) };
  }

  /** A new beginning, until all expected schedules are made. The `elders` live on in it. */
  *#evolve(elders: Populations): Generator<undefined, Populations> {
    const populations = this.#newPopulations();
    const leader = this.#decoder.rules[0] as PriorityRule;
    const begin = this.#schedules;
    const largest = Math.max(6, Math.round(largestFactor * Math.sqrt(this.#expected)));
    const smallest = Math.max(4, Math.round(largest / shrinkage));
    this.#remembered.clear();
    while (populations.forward.size < largest && this.#schedules - begin < 2 * largest) {
      this.#orders.draw(leader, strongestBias * this.#random.unit(), this.#random, this.#list);
      yield* this.#settle(populations);
    }
    populations.forward.copyFrom(elders.forward);
    populations.backward.copyFrom(elders.backward);
    let direction: Direction = "forward";
    while (this.#schedules < this.#expected) {
      const left = (this.#expected - this.#schedules) / (this.#expected - begin);
      const size = Math.round(smallest + (largest - smallest) * left);
      const parents = populations[direction];
      for (let child = 0; child < size && this.#schedules < this.#expected; child += 1) {
        this.#crossover.cross(this.#parent(parents).list, this.#parent(parents).list, this.#list);
        this.#crossover.mutate(this.#list, mutationRate);
        this.#avoidRepetition();
        yield* this.#bear(direction, this.#list, populations);
      }
      direction = opposite(direction);
      populations[direction].shrinkTo(size);
    }
    return populations;
  }

  /** Decodes `#list` forwards and at once justifies it backwards. */
  *#settle(populations: Populations): Generator<undefined, void> {
    yield* this.#bear("forward", this.#list, populations);
    yield* this.#bear("backward", this.#next, populations);
  }

  /** Decodes a list and puts what comes of it into the population that goes the other way. Leaves its list in `#next`. */
  *#bear(direction: Direction, list: Int32Array, populations: Populations): Generator<undefined, void> {
    const population = populations[opposite(direction)];
    const child = population.draft();
    const isRecord = this.#pass(direction, list, child);
    this.#next.set(child.list);
    population.add(child);
    yield;
    // What people get to see begins as early as it can.
    if (isRecord && direction === "backward") yield* this.#bear("forward", this.#next.slice(), populations);
  }

  /** One schedule, into `child`. Returns whether it is the best so far. */
  #pass(direction: Direction, list: Int32Array, child: Member): boolean {
    const decoder = this.#decoder;
    const makespan = decoder.pass(direction, list, child.list);
    const penalty = decoder.hasSecondaryTerms ? decoder.penalty : 0;
    const breach = decoder.breach ?? 0;
    // No schedule is so much shorter that a date may be broken for it.
    const worth = makespan + breach * breachWeight;
    child.makespan = worth;
    child.penalty = penalty;
    child.spread = decoder.spread;
    child.fingerprint = this.#fingerprint();
    this.#schedules += 1;
    const best = this.#best;
    if (best !== undefined && worth > best.worth) return false;
    const isRecord = best === undefined || worth < best.worth || penalty < best.penalty;
    // A forward pass of the same worth is preferred to the backward one it was made of.
    if (!isRecord && !(direction === "forward" && penalty === best.penalty && this.#isBestBackward)) return false;
    this.#isBestBackward = direction === "backward";
    if (best === undefined) {
      this.#best = { worth, makespan, penalty, starts: new Float64Array(decoder.activityCount) };
    } else {
      best.worth = worth;
      best.makespan = makespan;
      best.penalty = penalty;
    }
    decoder.readStarts((this.#best as LevelledSchedule).starts);
    if (worth <= this.#lowerBound && !decoder.hasSecondaryTerms) this.#isFinished = true;
    return isRecord;
  }

  #raiseLowerBound(): void {
    const best = this.#best as { readonly worth: number; readonly makespan: number };
    if (best.makespan <= this.#lowerBound) return;
    this.#lowerBound = this.#decoder.lowerBound(true);
    if (best.worth <= this.#lowerBound && !this.#decoder.hasSecondaryTerms) this.#isFinished = true;
  }

  #parent(population: Population): Member {
    const one = this.#random.below(population.size);
    const other = this.#random.below(population.size);
    return population.at(Math.min(one, other));
  }

  /** A list that was decoded before is changed a little; on tiny problems there may be no other. */
  #avoidRepetition(): void {
    if (this.#remembered.size > mostRemembered) this.#remembered.clear();
    for (let tries = 0; tries < 6; tries += 1) {
      let hash = 0;
      for (const activity of this.#list) hash = (Math.imul(hash, 31) + activity + 1) | 0;
      if (!this.#remembered.has(hash)) {
        this.#remembered.add(hash);
        return;
      }
      this.#crossover.mutate(this.#list, 0.05);
    }
  }

  #fingerprint(): number {
    this.#decoder.readStarts(this.#starts);
    let hash = 0;
    for (let activity = 0; activity < this.#starts.length; activity += 1) {
      hash = (hash + Math.imul((this.#starts[activity] as number) + 1, this.#marks[activity] as number)) | 0;
    }
    return hash;
  }
}
