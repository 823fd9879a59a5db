import { checklistSectionId, type PageSection } from "../../core/practice/practice.ts";
import type { PageReference, PageView } from "../../protocol/practice.ts";
import { Icon, Segments } from "../shell/index.ts";
import { Blocks } from "./blocks.tsx";
import { LinkToPage } from "./links.tsx";
import { usePageActions } from "./pageActions.ts";
import { formatDay, PageChecklist } from "./pageChecklist.tsx";
import { ShownByFiles } from "./shownByFiles.tsx";

/** The page as it is read: what it is, how far the reader is, its sections. */
export function PracticeArticle({ view }: { readonly view: PageView }) {
  const { page } = view;
  return (
    <article aria-labelledby="page-title">
      <h1 id="page-title" tabIndex={-1}>
        {page.title}
      </h1>
      <div class="lead">
        <Blocks blocks={page.lead} />
      </div>
      <Facts view={view} />
      {page.sections.map((section) => (
        <Section key={section.id} section={section} view={view} />
      ))}
    </article>
  );
}

/** Practice › Skills › 5 of 8; the first two show their place in the tree. */
export function Place({ group }: Pick<PageView, "group">) {
  const { reveal } = usePageActions();
  return (
    <nav class="crumb" aria-label="Place">
      <button type="button" class="link-button" title="Show the tree" onClick={() => reveal()}>
        Practice
      </button>
      <Icon name="chevron-right" class="i-s" />
      <button type="button" class="link-button" title="Show in the tree" onClick={() => reveal(group.id)}>
        {group.title}
      </button>
      <Icon name="chevron-right" class="i-s" />
      <span>
        {group.number} of {group.of}
      </span>
    </nav>
  );
}

function Facts({ view: { page, ticks, shown } }: { readonly view: PageView }) {
  const total = page.checklist.length;
  const seen = shown.filter(({ isShown }) => isShown).length;
  const dates = page.checklist.flatMap(({ id }) => ticks[id] ?? []).sort();
  const last = formatDay(dates.at(-1) ?? "");
  return (
    <div class="facts">
      <span class="status">
        Checklist <Segments done={dates.length} total={total} />
        <b class="strong">
          {dates.length} of {total}
        </b>
      </span>
      {shown.length === 0 ? null : (
        <span class="status">
          Shown by files <Segments done={seen} total={shown.length} />
          <b class="strong">
            {seen} of {shown.length}
          </b>
        </span>
      )}
      {last === "" ? null : <span class="dim small push">Last tick {last}</span>}
    </div>
  );
}

function Section({ section, view }: { readonly section: PageSection; readonly view: PageView }) {
  const isChecklist = section.id === checklistSectionId;
  const isSteps = section.id === "what-to-do-here";
  const heading = `section-${section.id}`;
  return (
    <section class={isSteps || isChecklist ? "rows" : "words"} aria-labelledby={heading}>
      <div class="section-head" id={section.id} tabIndex={-1}>
        <h2 id={heading}>{section.title}</h2>
        {isChecklist ? <span class="dim">your own statements; nobody else sees them</span> : null}
      </div>
      <Blocks blocks={section.blocks} steps={isSteps} />
      {isChecklist ? <PageChecklist items={view.page.checklist} ticks={view.ticks} /> : null}
      {isChecklist && view.shown.length > 0 ? <ShownByFiles shown={view.shown} /> : null}
    </section>
  );
}

/** What lies around the page: its sections, where it leads, what leads here, the pages before and after. */
export function Surroundings({ view }: { readonly view: PageView }) {
  const { page, leadsTo, backlinks, previous, next } = view;
  const practised = page.group === "skills" || page.group === "tools" || page.group === "methods";
  return (
    <aside class="around" aria-label="Around this page">
      <div class="around-inner">
        <nav class="around-part contents" aria-labelledby="on-this-page">
          <h2 id="on-this-page">On this page</h2>
          <ul>
            {page.sections.map(({ id, title }) => (
              <li key={id} class="around-line">
                <LinkToPage place={{ id: page.id, section: id }}>{title}</LinkToPage>
              </li>
            ))}
          </ul>
        </nav>
        <References id="leads-to" title="Leads to" pages={leadsTo} />
        <References id="leads-here" title={practised ? "Practised by" : "Leads here"} pages={backlinks} />
        {previous === undefined && next === undefined ? null : (
          <nav class="around-part neighbours" aria-label="Pages before and after">
            <ul>
              {next === undefined ? null : <Neighbour word="Next" icon="arrow-right" page={next} />}
              {previous === undefined ? null : <Neighbour word="Before" icon="arrow-left" page={previous} />}
            </ul>
          </nav>
        )}
      </div>
    </aside>
  );
}

function References(props: { readonly id: string; readonly title: string; readonly pages: readonly PageReference[] }) {
  if (props.pages.length === 0) return null;
  return (
    <section class="around-part" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <ul>
        {props.pages.map(({ id, title, kind }) => (
          <li key={id} class="around-line">
            <LinkToPage place={{ id }}>{title}</LinkToPage>
            <span class="dim small push nowrap">{kind}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NeighbourProps {
  readonly word: string;
  readonly icon: "arrow-left" | "arrow-right";
  readonly page: PageReference;
}

function Neighbour({ word, icon, page }: NeighbourProps) {
  return (
    <li class="around-line">
      <Icon name={icon} class="i-s dim" />
      <span class="dim small">{word}</span>
      <LinkToPage place={{ id: page.id }}>{page.title}</LinkToPage>
    </li>
  );
}
