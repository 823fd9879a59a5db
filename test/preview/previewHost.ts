/** What stands in for the host when a view is opened outside VS Code. */
export interface PreviewHost {
  /** Takes a message of the view. */
  receive(message: unknown): void;
}

/** Makes the host of one view, in one of its sample states. */
export type MakePreviewHost = (state: string, post: (message: unknown) => void) => PreviewHost;
