import type { TFunction } from "i18next";
import i18next from "i18next";
import { ApiProblem, asProblem } from "../api/problem";

export interface ProblemText {
  /** What happened. */
  what: string;
  /** What to do next, when there is something. */
  todo: string | undefined;
  /** A number that support finds in the log. */
  support: string | undefined;
}

/** A problem in the user's language: `errors:<code>.what` and, where it helps, `errors:<code>.do`. */
export function problemText(t: TFunction, error: unknown): ProblemText {
  const problem = asProblem(error);
  const code = i18next.exists(`errors:${problem.code}.what`) || plural(problem) ? problem.code : "unexpected";
  const args = { ...problem.args, ...counted(problem) };
  const what = t(`errors:${code}.what`, args);
  const todo = i18next.exists(`errors:${code}.do`, args) ? t(`errors:${code}.do`, args) : undefined;
  return { what, todo, support: problem.support };
}

/** A failure without HTTP, as connection attempts and submissions carry it. */
export function failureProblem(failure: { code: string; args?: Record<string, unknown> }): ApiProblem {
  return new ApiProblem(failure.code, 0, failure.args ?? {});
}

function plural(problem: ApiProblem): boolean {
  return i18next.exists(`errors:${problem.code}.what`, { ...problem.args, ...counted(problem) });
}

/** Plural forms hang on `count`, whatever the server calls its number. */
function counted(problem: ApiProblem): { count?: number } {
  for (const name of ["count", "minutes", "seconds"]) {
    const value = problem.args[name];
    if (typeof value === "number") return { count: value };
  }
  return {};
}
