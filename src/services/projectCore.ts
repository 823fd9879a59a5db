/** What reads and schedules projects. A module of its own, so that it comes with the first project and brings nothing else along. */
export { schedule } from "../core/schedule/schedule.ts";
export { isSlice, mayBeginSlice, saysNothing } from "../core/text/reading/isSlice.ts";
export { leftOutProblems } from "../core/text/reading/leftOutProblems.ts";
export { readSlice, sliceWith, updateSlice } from "../core/text/reading/slice.ts";
export { unite } from "../core/text/reading/unite.ts";
