/** Why fields that no reader asked for are not in the plan. */

const computed = "Microsoft Project computes it; Gantry computes it itself.";
const shown = "It is about how Microsoft Project shows, asks or saves, not about the plan.";
const nothing = "It is empty, or 0.";
const noField = "The plan has no field for it.";
const spread = "How work and costs are spread over the days follows from the schedule.";
const copies = "It belongs to the file, not to the plan.";

/** What follows from other fields. */
const computedFields: ReadonlySet<string> = new Set([
  "Start",
  "Finish",
  "Duration",
  "EarlyStart",
  "EarlyFinish",
  "LateStart",
  "LateFinish",
  "StartVariance",
  "FinishVariance",
  "WorkVariance",
  "CostVariance",
  "FreeSlack",
  "TotalSlack",
  "StartSlack",
  "FinishSlack",
  "Critical",
  "Cost",
  "ActualCost",
  "OvertimeCost",
  "ActualOvertimeCost",
  "RemainingCost",
  "RemainingOvertimeCost",
  "RemainingOvertimeWork",
  "ActualOvertimeWork",
  "OvertimeWork",
  "RegularWork",
  "Work",
  "ActualWork",
  "RemainingWork",
  "ActualDuration",
  "RemainingDuration",
  "ActualStart",
  "ActualFinish",
  "ActualWorkProtected",
  "ActualOvertimeWorkProtected",
  "PercentComplete",
  "PercentWorkComplete",
  "ACWP",
  "BCWP",
  "BCWS",
  "CV",
  "SV",
  "VAC",
  "OverAllocated",
  "Overallocated",
  "PeakUnits",
  "PreLeveledStart",
  "PreLeveledFinish",
  "Stop",
  "Resume",
  "ResumeValid",
  "Summary",
  "Milestone",
  "FinishDate",
  "BudgetCost",
  "BudgetWork",
  "UpdateNeeded",
  "TaskUID",
  "ResourceUID",
  "UID",
]);

const copiedFields: ReadonlySet<string> = new Set([
  "GUID",
  "SaveVersion",
  "BuildNumber",
  "CreationDate",
  "CreateDate",
  "LastSaved",
  "ExtendedCreationDate",
  "CurrentDate",
  "Revision",
  "ProjectExternallyEdited",
  "RemoveFileProperties",
  "AdminProject",
]);

/** Fields of tasks, people and their work that mean something, and that the plan does not have. */
const unknownFields: ReadonlySet<string> = new Set([
  "EffortDriven",
  "FixedCostAccrual",
  "EarnedValueMethod",
  "PhysicalPercentComplete",
  "CommitmentType",
  "CommitmentStart",
  "CommitmentFinish",
  "LevelAssignments",
  "LevelingCanSplit",
  "Recurring",
  "BookingType",
  "AccrueAt",
  "CanLevel",
  "CostRateTable",
  "RateScale",
  "HasFixedRateUnits",
  "FixedMaterial",
  "Confirmed",
  "ResponsePending",
  "WorkContour",
  "WorkGroup",
  "Notes",
  "ActiveDirectoryGUID",
]);

/** @param path as the account names it: `Task/Contact`, `Project/Views/View/Name` */
export function reasonFor(path: string, text: string): string {
  const parts = path.split("/");
  const [record = ""] = parts;
  const name = parts.at(-1) ?? "";
  if (text === "" || /^(?:0(?:\.0+)?|PT0H0M0S|-1)$/.test(text)) return nothing;
  if (copiedFields.has(name)) return copies;
  if (parts.includes("TimephasedData")) return spread;
  if (record === "Project") return name === "FinishDate" ? computed : shown;
  if (record === "ExtendedAttribute" || record === "OutlineCode" || record === "WBSMask") return shown;
  if (unknownFields.has(name)) return noField;
  if (computedFields.has(name) && parts.length === 2) return computed;
  if (record === "Task" || record === "Resource" || record === "Assignment") {
    return parts.length === 2 && /Format$|^Display|^Hide|^Rollup|^Is[A-Z]|Fields$|OrderingID$/.test(name)
      ? shown
      : noField;
  }
  return noField;
}
