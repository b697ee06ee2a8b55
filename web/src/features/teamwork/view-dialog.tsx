import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMember } from "@/api/session";
import { addView, type SavedView, viewsQuery } from "@/api/teamwork";
import type { TeamworkAsk } from "@/api/teamwork-asks";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { toast } from "@/ui/toast";

interface ViewDialogProps {
  view: Extract<TeamworkAsk, { kind: "view" }>["view"];
  onClose: () => void;
}

/** Keeps the present way of looking at the list under a name. */
export function ViewDialog({ view, onClose }: ViewDialogProps) {
  const { t } = useTranslation("teamwork");
  const client = useQueryClient();
  const { role } = useMember();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      addView({
        name,
        shared,
        section: (view.section ?? "inbox") as SavedView["section"],
        accountId: view.accountId ?? null,
        tagId: view.tagId ?? null,
        unread: view.unread ?? false,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      toast({ text: t("view.saved") });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("view.title")}
      description={t("view.hint")}
      actions={
        <Button
          kind="primary"
          type="submit"
          form="save-view"
          busy={save.isPending}
          disabled={name.trim() === ""}
        >
          {t("view.save")}
        </Button>
      }
    >
      <form id="save-view" onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("view.name")}>
          <Input value={name} required maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
        {role === "guest" ? null : (
          <Checkbox checked={shared} onChange={setShared} label={t("view.shared")} />
        )}
        {save.error ? <ProblemBanner problem={save.error} /> : null}
      </form>
    </Dialog>
  );
}
