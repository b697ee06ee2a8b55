import { type ReactNode, useEffect } from "react";
import { classes } from "./classes";

/** Names the page in the browser's tab, history and for screen readers. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Rozmowa`;
  }, [title]);
}

interface PageProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  /** Where this page stands: links to what is above it. */
  trail?: ReactNode;
  /** For what is read line by line; else the page is as wide as a table needs. */
  narrow?: boolean;
  children: ReactNode;
}

/** A page of one column: title, what it is for, its main act, then the content. */
export function Page({ title, lead, actions, trail, narrow, children }: PageProps) {
  useTitle(title);
  return (
    <div className={classes("mx-auto w-full px-4 py-6 md:px-8 md:py-8", narrow ? "max-w-2xl" : "max-w-4xl")}>
      {trail ? (
        <div className="mb-2 text-sm text-muted max-md:[&_a]:inline-flex max-md:[&_a]:min-h-11 max-md:[&_a]:items-center">
          {trail}
        </div>
      ) : null}
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 max-w-xl flex-1 basis-72">
          <h1 className="text-2xl font-semibold text-balance">{title}</h1>
          {lead ? <p className="mt-1 text-muted text-pretty">{lead}</p> : null}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t py-6 first-of-type:border-t-0 first-of-type:pt-0">
      <h2 className="text-lg font-semibold">{title}</h2>
      {lead ? <p className="mt-1 max-w-xl text-muted text-pretty">{lead}</p> : null}
      <div className="mt-4">{children}</div>
    </section>
  );
}
