import { useQuery } from "@tanstack/react-query";
import { Tag as TagIcon, UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/conversation-types";
import { useMember } from "@/api/session";
import { tagsQuery } from "@/api/teamwork";
import { ask } from "@/api/teamwork-asks";
import { Avatar } from "@/ui/avatar";
import { TagMark } from "@/ui/tag-mark";

const chip =
  "inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full px-1.5 text-sm hover:bg-hover max-md:min-h-10 [&>svg]:size-4 [&>svg]:shrink-0";

/** Who is responsible and who works on it, and its tags; a tap changes them. */
export function TeamBar({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("teamwork");
  const me = useMember();
  const { data: tags = [] } = useQuery(tagsQuery);
  const mayChange = conversation.level !== "read" && me.role !== "guest";
  const { assignee, members, id } = conversation;
  const given = conversation.tags.flatMap((tag) => tags.find((each) => each.id === tag) ?? []);
  const who = assignee ? t("bar.assignee", { name: assignee.name }) : t("bar.nobody");
  const others = members.filter((member) => member.id !== assignee?.id);
  const faces = (
    <>
      {assignee ? <Avatar name={assignee.name} size="small" /> : <UserRoundPlus aria-hidden="true" />}
      <span className="truncate">{assignee ? assignee.name : t("bar.assign")}</span>
      {others.length > 0 ? (
        <span className="text-muted" title={others.map((member) => member.name).join(", ")}>
          +{others.length}
        </span>
      ) : null}
    </>
  );
  return (
    <>
      {mayChange ? (
        <button
          type="button"
          aria-label={`${who}. ${t("bar.change")}`}
          title={who}
          onClick={() => ask({ kind: "assign", ids: [id] })}
          className={chip}
        >
          {faces}
        </button>
      ) : assignee ? (
        <span title={who} className={chip.replace("hover:bg-hover", "")}>
          {faces}
        </span>
      ) : null}
      {given.map((tag) => (
        <TagMark key={tag.id} name={tag.name} colour={tag.colour} />
      ))}
      {mayChange ? (
        <button
          type="button"
          aria-label={t("bar.tags")}
          title={t("bar.tags")}
          onClick={() => ask({ kind: "tag", ids: [id] })}
          className={`${chip} text-muted`}
        >
          <TagIcon aria-hidden="true" />
        </button>
      ) : null}
    </>
  );
}
