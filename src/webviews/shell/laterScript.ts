type Script = Pick<HTMLScriptElement, "nonce" | "src">;

let loading: Promise<unknown> | undefined;

/**
 * Loads the second script of a view, `<view>-later.js` beside the first one: what nobody sees before they do something. It may run
 * since it has the nonce of the first.
 * @param first as `document.currentScript` names it while it runs
 * @param shared what it uses of the first script
 * @returns what it holds; rejects with a sentence when it can't be had, and tries again when asked again
 */
export function loadLater(first: Script, shared: object): Promise<unknown> {
  loading ??= load(first, shared).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function load(first: Script, shared: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    Reflect.set(globalThis, "gantryShared", shared);
    const script = document.createElement("script");
    script.nonce = first.nonce ?? "";
    script.src = first.src.replace(/\.js$/, "-later.js");
    script.addEventListener("load", () => resolve(Reflect.get(globalThis, "gantryLater")));
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error("A part of this view could not be loaded. Close its tab and open it again."));
    });
    document.body.append(script);
  });
}
