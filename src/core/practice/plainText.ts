import type { Block, PracticeItem, Span } from "./practice.ts";

/** The words of running text, without marks. */
export function plainText(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (typeof span === "string") return span;
      return span.kind === "code" ? span.text : plainText(span.spans);
    })
    .join("");
}

/** The words of blocks, a space between any two; code blocks count as text. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join(" ");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return plainText(block.spans);
    case "code":
      return block.text;
    case "list":
      return block.items
        .map((item) =>
          [blocksText(item.blocks), ...(item.actions ?? []).map(({ spans }) => plainText(spans))].join(" "),
        )
        .join(" ");
    case "table":
      return [block.head, ...block.rows].flatMap((row) => row.map(plainText)).join(" ");
  }
}

/** The words of a checklist item and its reason. */
export function itemText(item: PracticeItem): string {
  return `${plainText(item.text)} ${plainText(item.why)}`;
}
