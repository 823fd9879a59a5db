import { l10n, Uri, type WorkspaceFolder, window } from "vscode";
import { defaultStart, startProblem } from "../../core/documents/defaults.ts";
import { folderProblem } from "../../core/documents/filePaths.ts";
import { ownTimeZone } from "../../core/model/timeZone.ts";
import type { CertificationData, CertificationRecord } from "../../core/practice/certification/index.ts";
import { feeText } from "../../core/practice/certification/index.ts";
import { hoursPerWeekProblem, planStudy, studyHoursOf } from "../../core/practice/certification/studyPlan.ts";
import { exists, runSteps, type Step } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { confirmFiles } from "./confirmFiles.ts";
import type { ProposedContents } from "./proposedContents.ts";
import { tellOutcome } from "./tellOutcome.ts";
import { today } from "./today.ts";
import { startingFolder } from "./workspaceFolder.ts";
import { writeFiles } from "./writeFiles.ts";

interface StudyQuestions {
  record: CertificationRecord;
  start: string;
  hoursPerWeek: string;
  place: string;
}

/**
 * Makes the study for a certification a project of its own: asks, shows the files, writes them and opens the plan.
 * @param id of the certification, when it was chosen before
 */
export async function newStudyPlan(services: Services, proposed: ProposedContents, id?: string): Promise<void> {
  const folder = await startingFolder();
  if (folder === undefined) return;
  const { certifications } = await services.bundled.read<CertificationData>("certification.json");
  const chosen = certifications.find((record) => record.id === id);
  const [first] = certifications;
  if (first === undefined) return;
  const initial: StudyQuestions = {
    record: chosen ?? first,
    start: defaultStart(today()),
    hoursPerWeek: "6",
    place: "",
  };
  const filesOf = ({ record, start, hoursPerWeek }: StudyQuestions) =>
    planStudy(record, { start, hoursPerWeek: Number(hoursPerWeek.replace(",", ".")), timeZone: ownTimeZone() });
  const state = await runSteps(l10n.t("Plan My Certification"), initial, [
    { ...whichOne(certifications), when: () => chosen === undefined },
    whenItStarts,
    howManyHours,
    whereItGoes(folder),
    {
      ask: async (answers, input) =>
        confirmFiles(input, targetOf(folder, answers), answers.place, filesOf(answers), proposed),
    },
  ]);
  if (state === undefined) return;
  const target = targetOf(folder, state);
  const outcome = await writeFiles(target, filesOf(state), services.log);
  await services.projects.refresh();
  services.projects.select(target);
  await window.showTextDocument(Uri.joinPath(target, "plan.yaml"), { preview: false });
  void tellOutcome(outcome, [], proposed);
}

function targetOf(folder: WorkspaceFolder, { place }: StudyQuestions): Uri {
  return Uri.joinPath(folder.uri, ...place.split("/").filter((part) => part !== "." && part !== ""));
}

function whichOne(certifications: readonly CertificationRecord[]): Step<StudyQuestions> {
  return {
    ask: async (state, input) => {
      state.record = await input.pick({
        placeholder: l10n.t("Which certification?"),
        choices: certifications.map((record) => ({
          label: record.name,
          description: record.issuer,
          detail: l10n.t("about {0} hours of study; fee {1}", studyHoursOf(record), feeText(record)),
          value: record,
        })),
        selected: state.record,
      });
    },
  };
}

const whenItStarts: Step<StudyQuestions> = {
  ask: async (state, input) => {
    state.start = await input.text({
      prompt: l10n.t("When do you begin?"),
      value: state.start,
      placeholder: "2027-01-04",
      check: startProblem,
    });
  },
};

const howManyHours: Step<StudyQuestions> = {
  ask: async (state, input) => {
    state.hoursPerWeek = await input.text({
      prompt: l10n.t("How many hours a week can you study, in an ordinary week?"),
      value: state.hoursPerWeek,
      check: hoursPerWeekProblem,
    });
  },
};

/** A folder of its own: the work that the workspace is about has its project elsewhere. */
function whereItGoes(folder: WorkspaceFolder): Step<StudyQuestions> {
  return {
    ask: async (state, input) => {
      const base = `projects/study-${state.record.id}`;
      let place = base;
      for (let number = 2; await exists(Uri.joinPath(folder.uri, place)); number++) place = `${base}-${number}`;
      state.place = await input.text({
        prompt: l10n.t("Which folder gets the study plan?"),
        value: place,
        check: (value) =>
          folderProblem(value) === undefined
            ? undefined
            : l10n.t("Write a folder below the workspace folder, for example projects/payments."),
      });
    },
  };
}
