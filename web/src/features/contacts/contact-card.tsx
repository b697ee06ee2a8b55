import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowLeft, UserRound, UserRoundX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { contactQuery } from "@/api/contacts";
import { conversationListQuery, rowsOf } from "@/api/conversations";
import { asProblem } from "@/api/problem";
import { ProblemBanner } from "@/ui/banner";
import { Button, IconButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { Skeleton } from "@/ui/skeleton";
import { ContactHead } from "./contact-head";
import { ConversationLinks } from "./conversation-links";

/** One contact with all conversations I may see. */
export function ContactCard({ contactId }: { contactId: string | undefined }) {
  const { t } = useTranslation("contacts");
  if (contactId === undefined) {
    return (
      <div className="flex h-full min-w-0 flex-1 items-center justify-center bg-sunken max-md:hidden">
        <EmptyState icon={<UserRound aria-hidden="true" />} title={t("pickTitle")}>
          {t("pickText")}
        </EmptyState>
      </div>
    );
  }
  return <Card key={contactId} contactId={contactId} />;
}

function Card({ contactId }: { contactId: string }) {
  const { t } = useTranslation("contacts");
  const navigate = useNavigate();
  const { data: contact, error, refetch } = useQuery(contactQuery(contactId));
  const list = useInfiniteQuery({ ...conversationListQuery({ contactId }), staleTime: 0 });
  const rows = useMemo(() => rowsOf(list.data), [list.data]);
  const back = () => void navigate({ to: "/contacts", search: (before) => before });
  return (
    <section className="h-full min-w-0 flex-1 overflow-y-auto bg-sunken">
      <div className="mx-auto max-w-3xl p-6 max-md:px-2 max-md:py-2">
        <IconButton
          label={t("back")}
          icon={<ArrowLeft aria-hidden="true" />}
          onClick={back}
          className="mb-1 md:hidden"
        />
        {error && asProblem(error).code === "not_found" ? (
          <EmptyState icon={<UserRoundX aria-hidden="true" />} title={t("missingTitle")}>
            {t("missingText")}
          </EmptyState>
        ) : error && contact === undefined ? (
          <ProblemBanner
            problem={error}
            actions={<Button onClick={() => void refetch()}>{t("retry")}</Button>}
          />
        ) : contact === undefined ? (
          <Skeleton lines={4} />
        ) : (
          <>
            <div className="rounded-lg border bg-surface p-5">
              <ContactHead contact={contact} editable />
            </div>
            <h3 className="mt-6 mb-2 px-1 font-semibold">
              {t("conversations", { count: contact.conversationCount })}
            </h3>
            <div className="rounded-lg border bg-surface p-1.5">
              {list.data && rows.length === 0 ? (
                <p className="p-3 text-muted">{t("noConversations")}</p>
              ) : null}
              {list.data ? <ConversationLinks rows={rows} roomy /> : <Skeleton lines={4} className="p-3" />}
              {list.hasNextPage ? (
                <Button
                  kind="quiet"
                  size="small"
                  busy={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                  className="mx-auto my-2 flex"
                >
                  {t("loadMore")}
                </Button>
              ) : null}
            </div>
          </>
        )}
      </div>
    </section>
  );
}
