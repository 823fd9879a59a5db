/**
 * The practice of technical project management as pages that can be looked up, searched and worked through.
 *
 * The pages are Markdown in `media/practice`; the build checks and packs them (`compilePractice.ts`, which nothing at
 * run time imports, since it needs the parsers). Here is what runs: the shape of the pages, finding them, and a
 * person's progress through their checklists.
 */
export { commandLabel, type PageCommand, pageCommands, refusedCommand } from "./pageCommands.ts";
export { blocksText, itemText, plainText } from "./plainText.ts";
export {
  type Block,
  type CodeBlock,
  type ColumnAlignment,
  type CommandLink,
  type CoveredSection,
  checklistSectionId,
  groupNouns,
  type Heading,
  type ListBlock,
  type ListItem,
  type PageLink,
  type PageSection,
  type Paragraph,
  type Practice,
  type PracticeGroup,
  type PracticeGroupId,
  type PracticeItem,
  type PracticePage,
  practiceFormat,
  practiceGroupIds,
  type Span,
  type TableBlock,
  type WebLink,
} from "./practice.ts";
export { type PlaceInGroup, PracticeIndex, type PracticePlace, readPractice } from "./practiceIndex.ts";
export {
  type Count,
  type CountState,
  countAll,
  countGroup,
  countPage,
  countState,
  exportProgress,
  formatCount,
  type ImportReading,
  mergeProgress,
  noProgress,
  type PracticeProgress,
  type ProgressMerge,
  progressFormat,
  progressVersion,
  readExportedProgress,
  readStoredProgress,
  storedProgress,
  withTick,
} from "./progress.ts";
export { fold, PracticeSearch, type SearchHit, type SearchRank, searchRanks } from "./searchPractice.ts";
