import type { LevellingProblem } from "./problem.ts";

/** An order to begin with: activities with lower keys first, as far as precedence allows. */
export interface PriorityRule {
  readonly name: string;
  readonly keys: Float64Array;
  /** A difference of keys that hardly counts; above 0. */
  readonly unit: number;
}

/** Heads (earliest starts) and tails (least time from a start to the end of all) by precedence and releases alone. */
export function headsAndTails(problem: LevellingProblem): { readonly heads: Int32Array; readonly tails: Int32Array } {
  const { activityCount, durations, predecessors, successors, topologicalOrder } = problem;
  const heads = problem.releases.slice();
  const tails = durations.slice();
  for (const activity of topologicalOrder) {
    let head = heads[activity] as number;
    const end = predecessors.offsets[activity + 1] as number;
    for (let at = predecessors.offsets[activity] as number; at < end; at += 1) {
      head = Math.max(
        head,
        (heads[predecessors.targets[at] as number] as number) + (predecessors.weights[at] as number),
      );
    }
    heads[activity] = head;
  }
  for (let position = activityCount - 1; position >= 0; position -= 1) {
    const activity = topologicalOrder[position] as number;
    let tail = tails[activity] as number;
    const end = successors.offsets[activity + 1] as number;
    for (let at = successors.offsets[activity] as number; at < end; at += 1) {
      tail = Math.max(tail, (tails[successors.targets[at] as number] as number) + (successors.weights[at] as number));
    }
    tails[activity] = tail;
  }
  return { heads, tails };
}

/**
 * The usual rules, the one that is best on the average first (Kolisch 1996, "Efficient priority rules for the resource-constrained
 * project scheduling problem"): latest finish, latest start, most successors, greatest rank positional weight. Priorities of people
 * go first where they are given, then those rules.
 */
export function priorityRules(problem: LevellingProblem): readonly PriorityRule[] {
  const { activityCount, durations, successors, topologicalOrder, secondary } = problem;
  const { tails } = headsAndTails(problem);
  const latestFinish = new Float64Array(activityCount);
  const latestStart = new Float64Array(activityCount);
  const rank = new Float64Array(activityCount);
  const mostSuccessors = new Float64Array(activityCount);
  for (let position = activityCount - 1; position >= 0; position -= 1) {
    const activity = topologicalOrder[position] as number;
    latestFinish[activity] = (durations[activity] as number) - (tails[activity] as number);
    latestStart[activity] = -(tails[activity] as number);
    let behind = 0;
    let weight = durations[activity] as number;
    const end = successors.offsets[activity + 1] as number;
    for (let at = successors.offsets[activity] as number; at < end; at += 1) {
      const successor = successors.targets[at] as number;
      behind += 1;
      weight += durations[successor] as number;
    }
    mostSuccessors[activity] = -behind * problem.horizon - (tails[activity] as number);
    rank[activity] = -weight;
  }
  // A fifth of what an activity takes on the average.
  const unit = Math.max(
    1e-3,
    durations.reduce((sum, duration) => sum + duration, 0) / (5 * Math.max(1, activityCount)),
  );
  const rules: PriorityRule[] = [
    { name: "latest finish", keys: latestFinish, unit },
    { name: "latest start", keys: latestStart, unit },
    { name: "greatest rank", keys: rank, unit },
    { name: "most successors", keys: mostSuccessors, unit },
  ];
  if (secondary !== undefined) {
    const { startWeights, dues } = secondary;
    const urgency = Float64Array.from(startWeights, (urgent, activity) => {
      const due = (dues[activity] as number) < problem.horizon ? (dues[activity] as number) : 0;
      return -urgent * 4 * problem.horizon + due + (latestFinish[activity] as number);
    });
    rules.unshift({ name: "priority, then due date and latest finish", keys: urgency, unit });
  }
  return rules;
}
