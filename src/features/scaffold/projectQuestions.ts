import { l10n, QuickPickItemKind, type Uri, type WorkspaceFolder, workspace } from "vscode";
import { documentCatalogue } from "../../core/documents/catalogue.ts";
import { kindChoices, methodChoices } from "../../core/documents/choices.ts";
import {
  defaultStart,
  guessRegion,
  readableName,
  regionById,
  regions,
  startProblem,
  zoneOf,
} from "../../core/documents/defaults.ts";
import { defaultDocuments } from "../../core/documents/documentState.ts";
import { folderProblem } from "../../core/documents/filePaths.ts";
import type { Kind, Method } from "../../core/model/project.ts";
import type { Choice, Step } from "../../platform/index.ts";
import type { TeamTemplate } from "./teamTemplates.ts";

/** What New Project… has asked so far. Every field has a default, so that Enter through is enough. */
export interface ProjectQuestions {
  folder: WorkspaceFolder;
  /** The project's folder below the workspace folder; `.` is the workspace folder itself. */
  place: string;
  /** Set when the usual place already holds a project. */
  placeIsTaken: boolean;
  name: string;
  /** A built-in kind of work, or a team's template. */
  work: Kind | TeamTemplate;
  method: Method;
  start: string;
  region: string;
  currency: string;
  manager: string;
  sponsor: string;
  documents: readonly string[];
  readonly today: string;
  readonly timeZone: string;
  readonly teamTemplates: (folder: Uri) => Promise<readonly TeamTemplate[]>;
  readonly findPlace: (folder: Uri, name: string) => Promise<{ readonly place: string; readonly isTaken: boolean }>;
}

/** The defaults for a workspace folder. */
export function initialAnswers(
  folder: WorkspaceFolder,
  today: string,
  timeZone: string,
  reach: Pick<ProjectQuestions, "teamTemplates" | "findPlace">,
): ProjectQuestions {
  const region = guessRegion(timeZone);
  return {
    folder,
    place: "",
    placeIsTaken: false,
    name: readableName(folder.name) || l10n.t("New project"),
    work: "software",
    method: "hybrid",
    start: defaultStart(today),
    region: region.id,
    currency: region.currency,
    manager: "",
    sponsor: "",
    documents: defaultDocuments("hybrid"),
    today,
    timeZone,
    ...reach,
  };
}

const isBuiltIn = (state: ProjectQuestions): boolean => typeof state.work === "string";

/** The questions in their order. */
export function projectSteps(): readonly Step<ProjectQuestions>[] {
  return [
    askFolder,
    askName,
    askPlace,
    askWork,
    askMethod,
    askStart,
    askRegion,
    askCurrency,
    askManager,
    askSponsor,
    askDocuments,
  ];
}

const askFolder: Step<ProjectQuestions> = {
  when: () => (workspace.workspaceFolders?.length ?? 0) > 1,
  ask: async (state, input) => {
    state.folder = await input.pick({
      placeholder: l10n.t("Which folder gets the project?"),
      choices: (workspace.workspaceFolders ?? []).map((folder) => ({
        label: folder.name,
        description: workspace.asRelativePath(folder.uri),
        value: folder,
      })),
      selected: state.folder,
    });
  },
};

const askName: Step<ProjectQuestions> = {
  ask: async (state, input) => {
    state.name = await input.text({
      prompt: l10n.t("What is the project called?"),
      value: state.name,
      check: (value) => {
        if (value === "") return l10n.t("The project needs a name.");
        return value.length > 120 ? l10n.t("A name has at most 120 characters.") : undefined;
      },
    });
    const { place, isTaken } = await state.findPlace(state.folder.uri, state.name);
    state.place = place;
    state.placeIsTaken = isTaken;
  },
};

const askPlace: Step<ProjectQuestions> = {
  when: (state) => state.placeIsTaken,
  ask: async (state, input) => {
    state.place = await input.text({
      prompt: l10n.t("This folder already holds a project. Where does the new one go?"),
      value: state.place,
      check: placeProblem,
    });
  },
};

/** What is wrong with a path below the workspace folder, or nothing. */
function placeProblem(value: string): string | undefined {
  return folderProblem(value) === undefined
    ? undefined
    : l10n.t("Write a folder below the workspace folder, for example projects/payments.");
}

const askWork: Step<ProjectQuestions> = {
  ask: async (state, input) => {
    const builtIn: readonly Choice<Kind | TeamTemplate>[] = kindChoices.map(({ id, title, description }) => ({
      label: title,
      detail: description,
      value: id,
    }));
    const team = await state.teamTemplates(state.folder.uri);
    const separator: Choice<TeamTemplate> = {
      label: l10n.t("Your team's templates"),
      kind: QuickPickItemKind.Separator,
    };
    const teamChoices = team.map((template) => ({
      label: template.name,
      detail: template.description,
      value: template,
    }));
    const before = state.work;
    const selected =
      typeof before === "string"
        ? before
        : team.find((template) => template.folder.toString() === before.folder.toString());
    state.work = await input.pick({
      placeholder: l10n.t("What kind of work is it?"),
      choices: team.length === 0 ? builtIn : [...builtIn, separator, ...teamChoices],
      selected,
    });
  },
};

const askMethod: Step<ProjectQuestions> = {
  when: isBuiltIn,
  ask: async (state, input) => {
    const method = await input.pick<Method>({
      placeholder: l10n.t("How will it be run?"),
      choices: methodChoices.map(({ id, title, fits }) => ({ label: title, detail: fits, value: id })),
      selected: state.method,
    });
    if (method !== state.method) state.documents = defaultDocuments(method);
    state.method = method;
  },
};

const askStart: Step<ProjectQuestions> = {
  ask: async (state, input) => {
    state.start = await input.text({
      prompt: l10n.t("When does the work start?"),
      value: state.start,
      placeholder: "2027-01-04",
      check: startProblem,
    });
  },
};

const askRegion: Step<ProjectQuestions> = {
  ask: async (state, input) => {
    const region = await input.pick({
      placeholder: l10n.t("Whose public holidays count? The time zone follows."),
      choices: regions.map((candidate) => ({
        label: candidate.name,
        description: zoneOf(candidate.id, state.timeZone),
        ...(candidate.note === undefined ? {} : { detail: candidate.note }),
        value: candidate.id,
      })),
      selected: state.region,
    });
    if (region !== state.region) state.currency = regionById(region).currency;
    state.region = region;
  },
};

const askCurrency: Step<ProjectQuestions> = {
  ask: async (state, input) => {
    const typed = await input.text({
      prompt: l10n.t("In which currency is the budget?"),
      value: state.currency,
      placeholder: "EUR",
      check: (value) =>
        /^[A-Za-z]{3}$/.test(value)
          ? undefined
          : l10n.t("A currency is a code of three letters, for example EUR or USD."),
    });
    state.currency = typed.toUpperCase();
  },
};

const askManager: Step<ProjectQuestions> = {
  ask: async (state, input) => {
    state.manager = await input.text({
      prompt: l10n.t("Who manages the project? Leave it empty to name somebody later."),
      value: state.manager,
      placeholder: l10n.t("Name, for example Ana Silva"),
    });
  },
};

const askSponsor: Step<ProjectQuestions> = {
  ask: async (state, input) => {
    state.sponsor = await input.text({
      prompt: l10n.t("Who sponsors it, pays for it and decides? Leave it empty to name somebody later."),
      value: state.sponsor,
      placeholder: l10n.t("Name, for example Ida Moreau"),
    });
  },
};

const askDocuments: Step<ProjectQuestions> = {
  when: isBuiltIn,
  ask: async (state, input) => {
    const useful = documentCatalogue.filter(({ needs }) => needs[state.method] !== "unused");
    state.documents = await input.pickMany({
      placeholder: l10n.t("What should be created? What the method needs is ticked."),
      choices: useful.map((description) => ({
        label: description.title,
        description: description.path,
        detail: description.description,
        value: description.id,
      })),
      selected: new Set(state.documents),
    });
  },
};
