import { useTranslation } from "react-i18next";
import type { ApiProblem } from "@/api/problem";
import { problemText } from "@/i18n/problem-text";

/** What stands in the way, under what was written. */
export function FormProblem({ problem }: { problem: ApiProblem }) {
  const { t } = useTranslation("composer");
  const local = problem.status === 0 && problem.code !== "offline";
  const { what, todo, support } = problemText(t, problem);
  return (
    <div role="alert" className="mx-4 mt-2 rounded-md bg-danger-soft px-3 py-2 text-sm">
      <span className="block font-medium">{what}</span>
      {todo ? <span className="block">{todo}</span> : null}
      {local ? null : <span className="block">{t("error.keep")}</span>}
      {support ? (
        <span className="block text-xs text-muted">{t("common:supportCode", { code: support })}</span>
      ) : null}
    </div>
  );
}
