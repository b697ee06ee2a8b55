import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListView, Section } from "@/api/conversations";
import { queryString } from "@/api/http";
import { useMember } from "@/api/session";
import { classes } from "@/ui/classes";
import { ResizablePane } from "@/ui/panes";
import { ConversationList } from "./conversation-list";
import { ListHeader } from "./list-header";
import { type Density, readDensity, rememberDensity } from "./list-memory";
import { useLiveLists } from "./live-lists";
import { Sections } from "./sections";
import { useSections } from "./use-sections";

/** Sections and the list of conversations. On a phone the list gives way to the open conversation. */
export function InboxPane({ openId }: { openId: string | undefined }) {
  const { t } = useTranslation("inbox");
  const { role } = useMember();
  const navigate = useNavigate();
  const { account, unread, section, tag } = useSearch({ strict: false }) as {
    account?: string;
    unread?: true;
    section?: Section;
    tag?: string;
  };
  const view = useMemo<ListView>(
    () => ({ accountId: account, unread, section, tagId: tag }),
    [account, unread, section, tag],
  );
  const [density, setDensity] = useState<Density>(readDensity);
  const sections = useSections();
  useLiveLists();

  const search = useMemo(() => ({ account, unread, section, tag }), [account, unread, section, tag]);
  const onOpen = useCallback(
    (conversationId: string) =>
      void navigate({ to: "/inbox/$conversationId", params: { conversationId }, search }),
    [navigate, search],
  );
  const hrefOf = useCallback(
    // By hand: asking the router for each row on each frame of scrolling is too slow.
    (conversationId: string) => `/inbox/${conversationId}${queryString({ account, unread, section, tag })}`,
    [account, unread, section, tag],
  );

  return (
    <div className={classes("flex h-full min-h-0 max-md:flex-1", openId !== undefined && "max-md:hidden")}>
      {sections.shown ? <Sections view={view} /> : null}
      <ResizablePane
        id="list"
        label={t("list.label")}
        initial={360}
        min={280}
        max={560}
        className="border-r max-md:border-r-0"
      >
        <ConversationList
          view={view}
          openId={openId}
          density={density}
          header={
            <ListHeader
              view={view}
              density={density}
              sectionsShown={sections.shown}
              onSections={sections.toggle}
              onDensity={(chosen) => {
                setDensity(chosen);
                rememberDensity(chosen);
              }}
            />
          }
          mayConnect={role !== "guest"}
          hrefOf={hrefOf}
          onOpen={onOpen}
          onConnect={() => void navigate({ to: "/data/mailboxes/new" })}
          onMailboxes={() => void navigate({ to: "/data/mailboxes" })}
          onShowAll={() => void navigate({ to: "/inbox", search: {} })}
        />
      </ResizablePane>
    </div>
  );
}
