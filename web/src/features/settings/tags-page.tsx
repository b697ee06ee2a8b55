import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCounts } from "@/api/conversations";
import { queryClient } from "@/api/query";
import { addTag, changeTag, removeTag, type Tag, tagColours, tagsQuery } from "@/api/teamwork";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button, IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Section, useTitle } from "@/ui/page";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { TagDot, TagMark } from "@/ui/tag-mark";
import { toast } from "@/ui/toast";

const current = () => queryClient.invalidateQueries({ queryKey: tagsQuery.queryKey });

/** The tags of the project: their names and colours. */
export function TagsPage() {
  const { t } = useTranslation("settings");
  useTitle(t("tags.title"));
  const { data, error } = useQuery(tagsQuery);
  const [removing, setRemoving] = useState<Tag | null>(null);
  return (
    <>
      <h1 className="mb-2 text-2xl font-semibold">{t("tags.title")}</h1>
      <p className="mb-6 text-muted">{t("tags.text")}</p>
      {error ? <ProblemBanner problem={error} /> : null}
      <Section title={t("tags.new")}>
        <NewTag colour={(data?.length ?? 0) % tagColours} />
      </Section>
      {data && data.length > 0 ? (
        <Section title={t("tags.all")}>
          <ul className="m-0 flex list-none flex-col divide-y p-0">
            {data.map((tag) => (
              <TagRow key={tag.id} tag={tag} onRemove={() => setRemoving(tag)} />
            ))}
          </ul>
        </Section>
      ) : null}
      {removing ? <RemoveDialog tag={removing} onClose={() => setRemoving(null)} /> : null}
    </>
  );
}

function NewTag({ colour }: { colour: number }) {
  const { t } = useTranslation("settings");
  const [name, setName] = useState("");
  const add = useMutation({
    mutationFn: () => addTag({ name, colour }),
    onSuccess: async () => {
      setName("");
      await current();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  const wrong = problemOf(add.error, ["tag_exists"], "name");
  return (
    <form onSubmit={submit} className="flex max-w-md items-start gap-2">
      <Field
        label={t("tags.name")}
        error={wrong ? <ProblemNote problem={wrong} /> : undefined}
        className="min-w-0 flex-1"
      >
        <Input value={name} required maxLength={60} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Button
        type="submit"
        kind="primary"
        size="large"
        icon={<Plus aria-hidden="true" className="size-4" />}
        busy={add.isPending}
        disabled={name.trim() === ""}
        className="mt-6.5 h-10!"
      >
        {t("tags.add")}
      </Button>
      {add.error && !wrong ? <ProblemBanner problem={add.error} /> : null}
    </form>
  );
}

function TagRow({ tag, onRemove }: { tag: Tag; onRemove: () => void }) {
  const { t } = useTranslation("settings");
  const [name, setName] = useState(tag.name);
  const change = (to: Partial<Omit<Tag, "id">>): void => {
    changeTag(tag.id, to)
      .then(current)
      .catch((problem: unknown) => {
        setName(tag.name);
        toast({ text: problemText(t, problem).what, tone: "problem" });
      });
  };
  const rename = (): void => {
    if (name.trim() === "") setName(tag.name);
    else if (name.trim() !== tag.name) change({ name: name.trim() });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
      <span className="w-36 min-w-0">
        <TagMark name={tag.name} colour={tag.colour} />
      </span>
      <input
        value={name}
        maxLength={60}
        aria-label={t("tags.rename", { name: tag.name })}
        onChange={(event) => setName(event.target.value)}
        onBlur={rename}
        onKeyDown={(event) => event.key === "Enter" && rename()}
        className="h-9 min-w-40 flex-1 rounded-md border border-line-strong bg-surface px-3 max-md:h-11"
      />
      <fieldset className="m-0 flex border-0 p-0">
        <legend className="sr-only">{t("tags.colour", { name: tag.name })}</legend>
        {Array.from({ length: tagColours }, (_, colour) => (
          <label
            // biome-ignore lint/suspicious/noArrayIndexKey: a colour is its place in the palette
            key={colour}
            className="flex size-7 cursor-pointer items-center justify-center rounded-full has-checked:bg-hover has-checked:ring-2 has-checked:ring-accent has-focus-visible:outline-2 max-md:size-9"
          >
            <input
              type="radio"
              name={`colour-${tag.id}`}
              className="sr-only"
              checked={tag.colour === colour}
              aria-label={t("tags.colourNumber", { number: colour + 1 })}
              onChange={() => change({ colour })}
            />
            <TagDot colour={colour} className="size-4" />
          </label>
        ))}
      </fieldset>
      <IconButton
        label={t("tags.remove", { name: tag.name })}
        icon={<Trash2 aria-hidden="true" />}
        onClick={onRemove}
      />
    </li>
  );
}

function RemoveDialog({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  const open = useCounts().tags[tag.id] ?? 0;
  const remove = useMutation({
    mutationFn: () => removeTag(tag.id),
    onSuccess: async () => {
      await current();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("tags.removeTitle", { name: tag.name })}
      description={t("tags.removeText", { count: open, number: formats.number(open) })}
      actions={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t("tags.removeAct")}
          </Button>
        </>
      }
    >
      {remove.error ? <ProblemBanner problem={remove.error} /> : null}
    </Dialog>
  );
}
