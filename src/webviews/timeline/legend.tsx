/** What the shapes mean. */
export function Legend({ ghost }: { readonly ghost: string | undefined }) {
  return (
    <footer class="legend">
      <Sample name="critical">
        <rect class="bar is-critical" x="1" y="2" width="22" height="8" />
      </Sample>
      <Sample name="little float">
        <rect class="bar is-near-critical" x="1" y="2" width="22" height="8" rx="2" />
      </Sample>
      <Sample name="planned, part done">
        <rect class="bar is-free" x="1" y="2" width="22" height="8" rx="2" />
        <rect class="bar-done is-free" x="1" y="2" width="11" height="8" rx="2" />
      </Sample>
      <Sample name="done">
        <rect class="bar is-done" x="1" y="2" width="22" height="8" rx="2" />
      </Sample>
      <Sample name="float">
        <path class="float" d="M1 6H22" />
        <path class="float-end" d="M22.5 3V9" />
      </Sample>
      {ghost === undefined ? null : (
        <Sample name={ghost}>
          <rect class="ghost" x="1" y="5" width="22" height="2" />
        </Sample>
      )}
      <Sample name="deadline">
        <path class="deadline" d="M9 1.5H13V10.5H9" />
      </Sample>
    </footer>
  );
}

function Sample({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <span class="legend-sample">
      <svg class="chart" width="24" height="12" aria-hidden="true">
        {children}
      </svg>
      {name}
    </span>
  );
}
