import { Fragment } from "preact";
import type { Block, CommandLink, ListBlock, ListItem, Span, TableBlock } from "../../core/practice/practice.ts";
import { Button } from "../shell/index.ts";
import { LinkToPage, LinkToWeb } from "./links.tsx";
import { usePageActions } from "./pageActions.ts";
import { ScrollFrame } from "./scrollFrame.tsx";

/** Running text. Everything is data: nothing of it is ever parsed as HTML. */
export function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return spans.map((span, index) => <Fragment key={index}>{drawSpan(span)}</Fragment>);
}

function drawSpan(span: Span) {
  if (typeof span === "string") return span;
  if (span.kind === "code") return <code>{span.text}</code>;
  const inner = <Spans spans={span.spans} />;
  switch (span.kind) {
    case "bold":
      return <strong>{inner}</strong>;
    case "italic":
      return <em>{inner}</em>;
    case "page":
      return (
        <LinkToPage place={{ id: span.page, ...(span.section !== undefined && { section: span.section }) }}>
          {inner}
        </LinkToPage>
      );
    case "web":
      return <LinkToWeb address={span.address}>{inner}</LinkToWeb>;
    case "command":
      return <CommandButton link={span} kind="link" />;
  }
}

function CommandButton({ link, kind }: { readonly link: CommandLink; readonly kind: "link" | "secondary" }) {
  const { runCommand } = usePageActions();
  return (
    <Button kind={kind} onClick={() => runCommand(link.command, link.argument)}>
      <Spans spans={link.spans} />
    </Button>
  );
}

/** Paragraphs, lists, tables and code; `steps` draws ordered lists as rows with their buttons. */
export function Blocks({ blocks, steps = false }: { readonly blocks: readonly Block[]; readonly steps?: boolean }) {
  return blocks.map((block, index) => <Fragment key={index}>{drawBlock(block, steps)}</Fragment>);
}

function drawBlock(block: Block, steps: boolean) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
    case "heading":
      return (
        <h3 id={block.id} tabIndex={-1}>
          <Spans spans={block.spans} />
        </h3>
      );
    case "code":
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case "table":
      return (
        <ScrollFrame label="Table, can be scrolled sideways">
          <Table table={block} />
        </ScrollFrame>
      );
    case "list":
      return steps && block.ordered ? <Steps list={block} /> : <List list={block} />;
  }
}

function List({ list }: { readonly list: ListBlock }) {
  const items = list.items.map((item, index) => (
    <li key={index} class="listed">
      <Blocks blocks={item.blocks} />
    </li>
  ));
  return list.ordered ? <ol start={list.start}>{items}</ol> : <ul>{items}</ul>;
}

/** What to do, one row each: number, words, buttons. */
function Steps({ list }: { readonly list: ListBlock }) {
  return (
    <ol class="steps" start={list.start}>
      {list.items.map((item, index) => (
        <li key={index} class="step">
          <span class="step-number" aria-hidden="true">
            {(list.start ?? 1) + index}
          </span>
          <div class="step-body">
            <div class="step-words">
              <Blocks blocks={item.blocks} />
            </div>
            <StepActions item={item} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepActions({ item }: { readonly item: ListItem }) {
  if (item.actions === undefined) return null;
  return (
    <div class="step-actions">
      {item.actions.map((link) => (
        <CommandButton key={`${link.command}?${link.argument ?? ""}`} link={link} kind="secondary" />
      ))}
    </div>
  );
}

function Table({ table }: { readonly table: TableBlock }) {
  const alignment = (column: number) => table.alignments[column] ?? undefined;
  // An empty corner means that the first column names the rows.
  const namesRows = table.head[0]?.length === 0;
  return (
    <table class="table">
      <thead>
        <tr>
          {table.head.map((cell, column) =>
            cell.length === 0 ? (
              <td key={column} />
            ) : (
              <th key={column} scope="col" class={alignment(column)}>
                <Spans spans={cell} />
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, line) => (
          <tr key={line}>
            {row.map((cell, column) =>
              namesRows && column === 0 ? (
                <th key={column} scope="row">
                  <Spans spans={cell} />
                </th>
              ) : (
                <td key={column} class={alignment(column)}>
                  <Spans spans={cell} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
