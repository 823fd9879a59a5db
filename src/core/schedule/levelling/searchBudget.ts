const mostSchedules = 2_000;
const fewestSchedules = 30;
const nodesInAll = 1_000_000;

/**
 * How many schedules are tried before a levelled plan is shown: the fewer, the larger the plan, and the same for the same plan, so that
 * its dates are the same everywhere.
 * @param size how many tasks and milestones the plan's network has
 */
export function usualSchedules(size: number): number {
  return Math.max(fewestSchedules, Math.min(mostSchedules, Math.floor(nodesInAll / Math.max(1, size))));
}
