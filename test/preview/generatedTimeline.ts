import { rowKinds, standings, type Timeline } from "../../src/core/timeline/index.ts";

const day = 86_400;
const perStage = 20;

/** A timeline of as many rows as wished, in stages of twenty, each task behind two others; always the same for a number. */
export function generatedTimeline(count: number): Timeline {
  let seed = 42;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const numbers = (): Float64Array => new Float64Array(count);
  const names = new Array<string>(count);
  const keys = new Array<string>(count);
  const empty = new Array<string>(count).fill("");
  const [who, size] = [new Array<string>(count), new Array<string>(count)];
  const [kind, standing, depth, done] = [0, 1, 2, 3].map(() => new Uint8Array(count)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const [parent, end] = [new Int32Array(count).fill(-1), new Int32Array(count)];
  const [start, finish, lateFinish, totalFloat] = [numbers(), numbers(), numbers(), numbers()];
  const [deadline, doneUntil] = [numbers().fill(Number.NaN), numbers().fill(Number.NaN)];
  const begin = Date.UTC(2027, 0, 4) / 1000;
  const links: [number, number][] = [];
  const people = ["Ana", "Bo", "Chen", "Mara", "Vess"];
  for (let row = 0; row < count; row++) {
    const stage = row - (row % perStage);
    keys[row] = `t${row}`;
    if (row === stage) {
      names[row] = `Stage ${stage / perStage + 1}`;
      kind[row] = rowKinds.stage;
      end[row] = Math.min(count, stage + perStage);
      start[row] = Infinity;
      finish[row] = -Infinity;
      who[row] = "";
      size[row] = "";
      continue;
    }
    names[row] = `Task ${row}`;
    end[row] = row + 1;
    depth[row] = 1;
    parent[row] = stage;
    const isMilestone = row % perStage === perStage - 1;
    const days = isMilestone ? 0 : 1 + random(10);
    if (isMilestone) kind[row] = rowKinds.milestone;
    size[row] = isMilestone ? "" : `${days}d`;
    who[row] = people[random(people.length)] as string;
    start[row] = begin + (Math.floor(stage / perStage) * 3 + random(20)) * day;
    finish[row] = (start[row] as number) + days * day;
    totalFloat[row] = random(5) * 28_800;
    lateFinish[row] = (finish[row] as number) + random(5) * day;
    const isDone = row < count / 8 && row % 3 === 0;
    const float = (totalFloat[row] as number) / 28_800;
    standing[row] = standings.indexOf(
      isDone ? "done" : float === 0 ? "critical" : float === 1 ? "near-critical" : "free",
    );
    done[row] = isDone ? 100 : row < count / 4 ? 40 : 0;
    if (row < count / 4) doneUntil[row] = (start[row] as number) + days * day * ((done[row] as number) / 100);
    for (let link = 0; link < 2; link++) {
      const from = row - 1 - random(30);
      if (from > 0 && from % perStage !== 0) links.push([from, row]);
    }
    start[stage] = Math.min(start[stage] as number, start[row] as number);
    finish[stage] = Math.max(finish[stage] as number, finish[row] as number);
    lateFinish[stage] = finish[stage] as number;
  }
  const last = finish.reduce((a, b) => Math.max(a, b), begin);
  const weekends: number[] = [];
  for (let at = begin - 2 * day; at < last && weekends.length < 5000; at += 7 * day) weekends.push(at, at + 2 * day);
  return {
    name: `${count.toLocaleString("en")} rows`,
    today: begin + 37 * day,
    isStatusDate: true,
    start: begin,
    finish: last,
    daySeconds: 28_800,
    rows: {
      count,
      keys,
      names,
      depth,
      parent,
      end,
      kind,
      standing,
      start,
      finish,
      lateFinish,
      totalFloat,
      deadline,
      done,
      doneUntil,
      who,
      size,
      after: empty,
      cost: empty,
    },
    links: {
      count: links.length,
      from: Int32Array.from(links, ([from]) => from),
      to: Int32Array.from(links, ([, to]) => to),
      type: new Uint8Array(links.length),
      isCritical: new Uint8Array(links.length),
    },
    daysOff: Float64Array.from(weekends),
    iterations: [],
    load: [],
  };
}
