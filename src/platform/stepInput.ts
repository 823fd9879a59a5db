import {
  type Disposable,
  type InputBox,
  type QuickInput,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
  type QuickPickItemButtonEvent,
  window,
} from "vscode";

/** A choice in a list; a separator has no value. */
export interface Choice<T> extends QuickPickItem {
  readonly value?: T;
}

/** One question of a {@link runSteps} run. */
export interface Step<State> {
  /** Left out when this says no; asked again after every answer, so that it may depend on earlier ones. */
  readonly when?: (state: State) => boolean;
  /** Asks, and puts the answer into the state. */
  readonly ask: (state: State, input: StepInput) => Promise<void>;
}

const wentBack = Symbol("back");
const cancelled = Symbol("cancelled");

/**
 * Asks the steps one after the other, with a back button and a step count.
 * @returns the state when the last step was answered, nothing when the person gave up.
 */
export async function runSteps<State>(
  title: string,
  state: State,
  steps: readonly Step<State>[],
): Promise<State | undefined> {
  let index = 0;
  let direction = 1;
  while (index < steps.length) {
    const step = steps[index];
    if (step === undefined) break;
    if (step.when !== undefined && !step.when(state)) {
      index += direction;
      if (index < 0) return undefined;
      continue;
    }
    const applying = steps.filter((candidate) => candidate.when === undefined || candidate.when(state));
    const position = applying.indexOf(step) + 1;
    try {
      await step.ask(state, new StepInput(title, position, applying.length));
      direction = 1;
    } catch (reason) {
      if (reason === cancelled) return undefined;
      if (reason !== wentBack) throw reason;
      direction = -1;
    }
    index += direction;
  }
  return state;
}

/** What a step can ask with. Every question has a default, so that Enter is enough. */
export class StepInput {
  readonly #title: string;
  readonly #step: number;
  readonly #totalSteps: number;

  constructor(title: string, step: number, totalSteps: number) {
    this.#title = title;
    this.#step = step;
    this.#totalSteps = totalSteps;
  }

  /** One of a list. */
  async pick<T>(question: {
    readonly placeholder: string;
    readonly choices: readonly Choice<T>[];
    readonly selected?: T | undefined;
    readonly onButton?: (event: QuickPickItemButtonEvent<Choice<T>>) => void;
  }): Promise<T> {
    const quickPick = window.createQuickPick<Choice<T>>();
    quickPick.placeholder = question.placeholder;
    quickPick.matchOnDescription = true;
    quickPick.matchOnDetail = true;
    quickPick.items = question.choices;
    const selected = question.choices.find(
      (choice) => choice.value !== undefined && choice.value === question.selected,
    );
    if (selected !== undefined) quickPick.activeItems = [selected];
    const subscriptions: Disposable[] = [];
    if (question.onButton !== undefined) subscriptions.push(quickPick.onDidTriggerItemButton(question.onButton));
    return this.#show(quickPick, subscriptions, (accept) => {
      quickPick.onDidAccept(() => {
        const value = quickPick.activeItems[0]?.value;
        if (value !== undefined) accept(value);
      });
    });
  }

  /** Any number of a list; Enter takes what is ticked. */
  async pickMany<T>(question: {
    readonly placeholder: string;
    readonly choices: readonly Choice<T>[];
    readonly selected: ReadonlySet<T>;
  }): Promise<readonly T[]> {
    const quickPick = window.createQuickPick<Choice<T>>();
    quickPick.canSelectMany = true;
    quickPick.placeholder = question.placeholder;
    quickPick.matchOnDescription = true;
    quickPick.items = question.choices;
    quickPick.selectedItems = question.choices.filter(
      (choice) => choice.value !== undefined && question.selected.has(choice.value),
    );
    return this.#show(quickPick, [], (accept) => {
      quickPick.onDidAccept(() => {
        const values = new Set(quickPick.selectedItems.map((choice) => choice.value));
        accept(question.choices.flatMap(({ value }) => (value !== undefined && values.has(value) ? [value] : [])));
      });
    });
  }

  /** A line of text; `check` says what is wrong with it, or nothing. */
  async text(question: {
    readonly prompt: string;
    readonly value: string;
    readonly placeholder?: string;
    readonly check?: (value: string) => string | undefined;
  }): Promise<string> {
    const box: InputBox = window.createInputBox();
    box.prompt = question.prompt;
    box.value = question.value;
    box.placeholder = question.placeholder;
    const check = (): boolean => {
      const problem = question.check?.(box.value.trim());
      box.validationMessage = problem;
      return problem === undefined;
    };
    return this.#show(box, [box.onDidChangeValue(check)], (accept) => {
      box.onDidAccept(() => {
        if (check()) accept(box.value.trim());
      });
    });
  }

  #show<T>(
    input: QuickInput & Pick<QuickPick<QuickPickItem>, "buttons" | "onDidTriggerButton">,
    subscriptions: readonly Disposable[],
    listen: (accept: (value: T) => void) => void,
  ): Promise<T> {
    input.title = this.#title;
    input.step = this.#step;
    input.totalSteps = this.#totalSteps;
    input.ignoreFocusOut = true;
    input.buttons = this.#step > 1 ? [QuickInputButtons.Back] : [];
    return new Promise<T>((resolve, reject) => {
      listen((value) => {
        resolve(value);
        input.hide();
      });
      input.onDidTriggerButton((button) => {
        if (button === QuickInputButtons.Back) {
          reject(wentBack);
          input.hide();
        }
      });
      input.onDidHide(() => {
        reject(cancelled);
        for (const subscription of subscriptions) subscription.dispose();
        input.dispose();
      });
      input.show();
    });
  }
}
