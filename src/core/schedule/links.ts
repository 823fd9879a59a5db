import { lagKinds, type Network } from "./network.ts";

type LinkLists = Pick<Network, "firstLink" | "linkFrom" | "linkType" | "linkLag" | "linkLagKind" | "linkIndex">;

/** Links as they are found, without one object for each: a plan has more of them than of anything else. */
export class Links {
  #count = 0;
  #from: Int32Array;
  #to: Int32Array;
  #type: Uint8Array;
  #lag: Float64Array;
  #lagKind: Uint8Array;
  #index: Int32Array;

  /** @param room for so many, to begin with */
  constructor(room: number) {
    this.#from = new Int32Array(room);
    this.#to = new Int32Array(room);
    this.#type = new Uint8Array(room);
    this.#lag = new Float64Array(room);
    this.#lagKind = new Uint8Array(room);
    this.#index = new Int32Array(room);
  }

  add(from: number, to: number, type: number, lag = 0, lagKind: number = lagKinds.none, index = -1): void {
    const at = this.#count++;
    if (at === this.#from.length) this.#grow();
    this.#from[at] = from;
    this.#to[at] = to;
    this.#type[at] = type;
    this.#lag[at] = lag;
    this.#lagKind[at] = lagKind;
    this.#index[at] = index;
  }

  #grow(): void {
    const room = Math.max(64, 2 * this.#count);
    const grown = <A extends Int32Array | Uint8Array | Float64Array>(array: A, larger: A): A => {
      larger.set(array);
      return larger;
    };
    this.#from = grown(this.#from, new Int32Array(room));
    this.#to = grown(this.#to, new Int32Array(room));
    this.#type = grown(this.#type, new Uint8Array(room));
    this.#lag = grown(this.#lag, new Float64Array(room));
    this.#lagKind = grown(this.#lagKind, new Uint8Array(room));
    this.#index = grown(this.#index, new Int32Array(room));
  }

  /** Sorted by their successors, each node's in the order in which they were found. */
  bySuccessor(size: number): LinkLists {
    const count = this.#count;
    const to = this.#to;
    const firstLink = new Int32Array(size + 1);
    for (let link = 0; link < count; link++) {
      const after = (to[link] as number) + 1;
      firstLink[after] = (firstLink[after] as number) + 1;
    }
    for (let node = 0; node < size; node++) {
      firstLink[node + 1] = (firstLink[node + 1] as number) + (firstLink[node] as number);
    }
    const next = firstLink.slice(0, size);
    const linkFrom = new Int32Array(count);
    const linkType = new Uint8Array(count);
    const linkLag = new Float64Array(count);
    const linkLagKind = new Uint8Array(count);
    const linkIndex = new Int32Array(count);
    for (let link = 0; link < count; link++) {
      const node = to[link] as number;
      const at = next[node] as number;
      next[node] = at + 1;
      linkFrom[at] = this.#from[link] as number;
      linkType[at] = this.#type[link] as number;
      linkLag[at] = this.#lag[link] as number;
      linkLagKind[at] = this.#lagKind[link] as number;
      linkIndex[at] = this.#index[link] as number;
    }
    return { firstLink, linkFrom, linkType, linkLag, linkLagKind, linkIndex };
  }
}
