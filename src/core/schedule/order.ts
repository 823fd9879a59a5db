import type { Network } from "./network.ts";

/** Nodes so that each stands behind all that it waits for, and the links that can't be kept. */
export interface Order {
  readonly nodes: Int32Array;
  /** Links that close a circle: 1. They are left out of the passes. */
  readonly isLeftOut: Uint8Array;
  /** The circles that were found, each as the links around it, in the order of waiting: each one's predecessor is the next one's successor. */
  readonly circles: readonly (readonly number[])[];
}

/** So many circles are told apart; a plan with more has one mistake, not a hundred. */
const mostCircles = 20;

const unseen = 0;
const open = 1;
const done = 2;

/** Networks that differ in other figures only share their links, and so their order. */
const orders = new WeakMap<Int32Array, Order>();

/** Nodes in an order that the links allow; made once for the same links. */
export function orderOf(network: Network): Order {
  let order = orders.get(network.linkFrom);
  if (order === undefined) {
    order = sorted(network);
    orders.set(network.linkFrom, order);
  }
  return order;
}

/** Depth first along the predecessors, without recursion. Linear in nodes and links. */
function sorted({ size, firstLink, linkFrom }: Network): Order {
  const state = new Uint8Array(size);
  const nodes = new Int32Array(size);
  const isLeftOut = new Uint8Array(linkFrom.length);
  const circles: (readonly number[])[] = [];
  const stack = new Int32Array(size);
  const next = new Int32Array(size);
  let count = 0;
  for (let root = 0; root < size; root++) {
    if (state[root] !== unseen) continue;
    let depth = 0;
    stack[0] = root;
    next[root] = firstLink[root] as number;
    state[root] = open;
    while (depth >= 0) {
      const node = stack[depth] as number;
      const link = next[node] as number;
      if (link === firstLink[node + 1]) {
        state[node] = done;
        nodes[count++] = node;
        depth--;
        continue;
      }
      next[node] = link + 1;
      const from = linkFrom[link] as number;
      if (state[from] === unseen) {
        state[from] = open;
        next[from] = firstLink[from] as number;
        stack[++depth] = from;
      } else if (state[from] === open) {
        isLeftOut[link] = 1;
        if (circles.length < mostCircles) circles.push(circleOf(stack, depth, next, from, link));
      }
    }
  }
  return { nodes, isLeftOut, circles };
}

/** The links from the node on top of the stack back to the one that closes the circle. */
function circleOf(stack: Int32Array, depth: number, next: Int32Array, from: number, link: number): readonly number[] {
  const links = [link];
  for (let at = depth; stack[at] !== from && at > 0; at--) {
    links.push((next[stack[at - 1] as number] as number) - 1);
  }
  return links;
}
