import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMember } from "@/api/session";
import { addTag, setTags, type Tag, tagColours, tagsQuery } from "@/api/teamwork";
import { marksOf } from "@/api/wishes";
import { problemText } from "@/i18n/problem-text";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { matches, plainLetters } from "@/ui/match";
import { TagDot } from "@/ui/tag-mark";
import { toast } from "@/ui/toast";
import { PickRow } from "./pick-row";

interface TagDialogProps {
  ids: readonly string[];
  onClose: () => void;
}

/** The tags of one conversation or of several: ticked where all of them have it. */
export function TagDialog({ ids, onClose }: TagDialogProps) {
  const { t } = useTranslation("teamwork");
  const field = useId();
  const client = useQueryClient();
  const { role } = useMember();
  const [wanted, setWanted] = useState("");
  const { data: tags = [], error } = useQuery(tagsQuery);
  const [given, setGiven] = useState(
    () => new Map(ids.map((id) => [id, marksOf(client, id)?.tags ?? []] as const)),
  );
  const refused = (problem: unknown) => toast({ text: problemText(t, problem).what, tone: "problem" });
  const everywhere = (tag: Tag) => ids.every((id) => given.get(id)?.includes(tag.id));

  const toggle = (tag: Tag): void => {
    const add = !everywhere(tag);
    const next = new Map(
      ids.map((id) => {
        const others = (given.get(id) ?? []).filter((each) => each !== tag.id);
        return [id, add ? [...others, tag.id] : others] as const;
      }),
    );
    setGiven(next);
    for (const [id, wished] of next) setTags(client, id, wished).catch(refused);
  };
  const make = async (): Promise<void> => {
    try {
      const tag = await addTag({ name: wanted.trim(), colour: tags.length % tagColours });
      client.setQueryData(tagsQuery.queryKey, (all) => [...(all ?? []), tag]);
      setWanted("");
      toggle(tag);
    } catch (problem) {
      refused(problem);
    }
  };
  const shown = tags.filter((tag) => matches(tag.name, wanted));
  const exists = tags.some((tag) => plainLetters(tag.name) === plainLetters(wanted.trim()));
  const mayMake = role !== "guest" && wanted.trim() !== "" && !exists;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("tag.title", { count: ids.length })}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t("tag.done")}
        </Button>
      }
    >
      <label htmlFor={field} className="sr-only">
        {t("tag.filter")}
      </label>
      <input
        id={field}
        type="search"
        value={wanted}
        maxLength={60}
        placeholder={t("tag.filter")}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          const first = shown[0];
          if (first) toggle(first);
          else if (mayMake) void make();
        }}
        className="h-9 w-full rounded-md border border-line-strong bg-surface px-3 max-md:h-11"
      />
      {error ? <ProblemBanner problem={error} /> : null}
      <ul
        aria-label={t("tag.title", { count: ids.length })}
        className="m-0 -mx-2.5 mt-2 flex list-none flex-col p-0"
      >
        {shown.map((tag) => (
          <PickRow
            key={tag.id}
            icon={<TagDot colour={tag.colour} />}
            picked={everywhere(tag)}
            onPick={() => toggle(tag)}
          >
            {tag.name}
          </PickRow>
        ))}
        {mayMake ? (
          <PickRow icon={<Plus aria-hidden="true" />} onPick={() => void make()}>
            {t("tag.make", { name: wanted.trim() })}
          </PickRow>
        ) : null}
      </ul>
      {tags.length === 0 && wanted === "" ? <p className="mt-3 text-muted">{t("tag.none")}</p> : null}
    </Dialog>
  );
}
