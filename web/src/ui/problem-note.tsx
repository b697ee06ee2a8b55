import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { problemText } from "@/i18n/problem-text";

/** A problem in words, to stand under the field it is about. */
export function ProblemNote({ problem }: { problem: unknown }) {
  const { t } = useTranslation();
  const { what, todo } = problemText(t, problem);
  return (
    <>
      <span className="font-medium">{what}</span> {todo}
    </>
  );
}

/** The problem when it is one of these codes, or an invalid value in this field; for choosing where to show it. */
export function problemOf(
  problem: unknown,
  codes: readonly string[],
  field?: string,
): ApiProblem | undefined {
  if (!(problem instanceof ApiProblem)) return undefined;
  if (codes.includes(problem.code)) return problem;
  return problem.code === "invalid_input" && field !== undefined && problem.args.field === field
    ? problem
    : undefined;
}
