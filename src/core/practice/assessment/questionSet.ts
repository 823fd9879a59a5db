/** One question: what somebody does, with a sentence for each level from 1 to 5. */
export interface Question {
  readonly id: string;
  /** The id of the skill's page. */
  readonly skill: string;
  /** Ids of the responsibilities' pages it says something about. */
  readonly responsibilities: readonly string[];
  readonly ask: string;
  /** For the levels 1 to 5. */
  readonly levels: readonly string[];
  /** What would show it, in a few words. */
  readonly evidence: string;
}

export interface Level {
  readonly name: string;
  readonly means: string;
}

/** What somebody wants to reach: a level by skill. */
export interface TargetProfile {
  readonly id: string;
  readonly name: string;
  readonly targets: Readonly<Record<string, number>>;
}

/** A question about wanting the work; it is talked about and never scored. */
export interface FitQuestion {
  readonly id: string;
  readonly ask: string;
  /** What to talk about when the answer is not yes. */
  readonly talk: string;
}

/** Seven factors, each rated 1 to 4, and what their sum means (GAPPS CIFTER). */
export interface ComplexityFactors {
  readonly factors: readonly { readonly id: string; readonly name: string; readonly ratings: readonly string[] }[];
  /** Ascending; a sum belongs to the first one it does not exceed. */
  readonly ranges: readonly { readonly upTo: number; readonly name: string }[];
}

/** Everything that is asked. Answers name the version they were given to. */
export interface QuestionSet {
  readonly version: number;
  readonly levels: readonly Level[];
  readonly questions: readonly Question[];
  readonly profiles: readonly TargetProfile[];
  readonly fit: readonly FitQuestion[];
  readonly complexity: ComplexityFactors;
}

/** The skills in the order in which they are asked about. */
export function skillsOf({ questions }: QuestionSet): readonly string[] {
  return [...new Set(questions.map(({ skill }) => skill))];
}

/** The responsibilities that questions say something about. */
export function responsibilitiesOf({ questions }: QuestionSet): readonly string[] {
  return [...new Set(questions.flatMap(({ responsibilities }) => responsibilities))];
}
