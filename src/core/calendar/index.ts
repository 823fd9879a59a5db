/**
 * Working time: moments of the project's wall clock into amounts of work, and back. `WorkCalendar` is weekly hours with exceptions,
 * `sharedTime` the work of several people, `clock` elapsed time, `ProjectCalendars` what a project states.
 */
export {
  dayOf,
  earliestTime,
  finishDay,
  finishingTime,
  formatLocalTime,
  type LocalTime,
  latestTime,
  secondsPerDay,
  secondsPerHour,
  secondsPerMinute,
  startDay,
  startingTime,
  startOfDay,
  within,
} from "./localTime.ts";
export { ProjectCalendars } from "./projectCalendars.ts";
export { RatedTime, type Share, SharedTime, sharedTime } from "./sharedTime.ts";
export { type DayRange, usualDay, usualWeek, WorkCalendar } from "./workCalendar.ts";
export { clock, WorkingTime } from "./workingTime.ts";
