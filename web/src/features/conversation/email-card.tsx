import { useQuery } from "@tanstack/react-query";
import {
  ChevronDown,
  CornerUpLeft,
  Download,
  EllipsisVertical,
  Paperclip,
  Reply,
  ReplyAll,
  ShieldAlert,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import { memo, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Email } from "@/api/conversation-types";
import { sourceUrl } from "@/api/email-body";
import { nameOf } from "@/api/people";
import { wantReply } from "@/api/reply-intents";
import { submissionQuery } from "@/api/submissions";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { IconButton } from "@/ui/button";
import { Chip } from "@/ui/chip";
import { classes } from "@/ui/classes";
import { Menu, MenuItem } from "@/ui/menu";
import { Attachments } from "./attachments";
import { severeDefect } from "./defects";
import { EmailBody } from "./email-body";
import { EmailDetails } from "./email-details";
import { InvitationCard } from "./invitation-card";
import { SubmissionLine } from "./submission-line";

export const emailElementId = (emailId: string) => `email-${emailId}`;

interface EmailCardProps {
  email: Email;
  conversationId: string;
  open: boolean;
  mayReply: boolean;
  onToggle: (emailId: string) => void;
  onChanged: () => void;
}

/** One message: a line while folded, a card while open. Our side is set in and carries an arrow. */
export const EmailCard = memo(function EmailCard(props: EmailCardProps) {
  return props.open ? <OpenCard {...props} /> : <FoldedLine {...props} />;
});

function FoldedLine({ email, onToggle }: EmailCardProps) {
  const { t } = useTranslation("conversation");
  const formats = useFormats();
  const ours = email.direction === "out";
  const name = nameOf(email.from) || t("email.noSender");
  return (
    <article id={emailElementId(email.id)} className={ours ? "md:ml-10" : undefined}>
      <h3 className="m-0 font-normal">
        <button
          type="button"
          aria-expanded={false}
          onClick={() => onToggle(email.id)}
          className={classes(
            "flex h-10 w-full items-center gap-3 rounded-lg border px-3 text-left hover:bg-hover max-md:h-12",
            ours ? "border-l-[3px] border-l-accent bg-surface/60" : "bg-surface/60",
          )}
        >
          <SideMark email={email} small />
          <span
            className={classes("max-w-[40%] shrink-0 truncate font-medium", email.removed && "line-through")}
          >
            {name}
          </span>
          <span className="sr-only">{t(ours ? "email.ours" : "email.theirs")}</span>
          <span className="min-w-0 flex-1 truncate text-sm text-muted">{email.snippet}</span>
          {email.attachments.some((each) => !each.inline) ? (
            <Paperclip aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
          ) : null}
          {email.submission?.phase === "failed" || email.submission?.phase === "uncertain" ? (
            <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />
          ) : null}
          <time dateTime={email.at} title={formats.full(email.at)} className="shrink-0 text-xs text-muted">
            {formats.short(email.at)}
          </time>
        </button>
      </h3>
    </article>
  );
}

function OpenCard({ email, conversationId, mayReply, onToggle, onChanged }: EmailCardProps) {
  const { t } = useTranslation("conversation");
  const formats = useFormats();
  const [details, setDetails] = useState(false);
  const id = useId();
  const ours = email.direction === "out";
  const name = nameOf(email.from) || t("email.noSender");
  const others = [...email.to, ...email.cc, ...email.bcc];
  const several = email.to.length + email.cc.length > 1;
  return (
    <article
      id={emailElementId(email.id)}
      aria-labelledby={`${id}-heading`}
      className={classes("rounded-lg border bg-surface", ours && "border-l-[3px] border-l-accent md:ml-10")}
    >
      <header className="flex items-start gap-3 px-4 pt-3 pb-2">
        <SideMark email={email} />
        <div className="min-w-0 flex-1">
          <h3
            id={`${id}-heading`}
            tabIndex={-1}
            className="flex flex-wrap items-baseline gap-x-2 outline-none"
          >
            <button
              type="button"
              aria-expanded
              title={t("email.fold")}
              onClick={() => onToggle(email.id)}
              className="max-w-full truncate text-left font-semibold"
            >
              <bdi>{name}</bdi>
            </button>
            {email.from.name && email.from.email ? (
              <bdi className="min-w-0 max-w-full truncate text-sm font-normal text-muted">
                {email.from.email}
              </bdi>
            ) : null}
            <span className="sr-only">
              {t(ours ? "email.ours" : "email.theirs")}, {formats.full(email.at)}
            </span>
          </h3>
          <button
            type="button"
            aria-expanded={details}
            aria-controls={`${id}-details`}
            title={t("email.details")}
            onClick={() => setDetails(!details)}
            className="flex max-w-full items-center gap-1 rounded text-sm text-muted hover:text-ink max-md:min-h-11"
          >
            <span className="truncate">
              {t("email.to", { names: formats.list(others.slice(0, 3).map(nameOf)) })}
            </span>
            {others.length > 3 ? (
              <span className="shrink-0">{t("email.andMore", { count: others.length - 3 })}</span>
            ) : null}
            <ChevronDown
              aria-hidden="true"
              className={classes("size-3.5 shrink-0 transition-transform", details && "rotate-180")}
            />
          </button>
          <Marks email={email} />
        </div>
        <time
          dateTime={email.at}
          title={formats.full(email.at)}
          className="shrink-0 pt-0.5 text-xs text-muted"
        >
          <span className="max-md:hidden">{momentOf(email.at, formats)}</span>
          <span className="md:hidden">{formats.short(email.at)}</span>
        </time>
        <div className="-mt-1 -mr-2 flex shrink-0">
          {mayReply ? (
            <IconButton
              label={t(several ? "replyAll" : "reply")}
              icon={several ? <ReplyAll aria-hidden="true" /> : <Reply aria-hidden="true" />}
              onClick={() => wantReply({ conversationId, emailId: email.id, all: several })}
              className="max-md:hidden"
            />
          ) : null}
          <Menu
            trigger={
              <button
                type="button"
                aria-label={t("email.more")}
                className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink max-md:size-11"
              >
                <EllipsisVertical aria-hidden="true" className="size-[18px]" />
              </button>
            }
          >
            {mayReply ? (
              <>
                <MenuItem
                  icon={<Reply aria-hidden="true" />}
                  onSelect={() => wantReply({ conversationId, emailId: email.id, all: false })}
                >
                  {t("reply")}
                </MenuItem>
                <MenuItem
                  icon={<ReplyAll aria-hidden="true" />}
                  onSelect={() => wantReply({ conversationId, emailId: email.id, all: true })}
                >
                  {t("replyAll")}
                </MenuItem>
              </>
            ) : null}
            <MenuItem icon={<Download aria-hidden="true" />} onSelect={() => downloadSource(email.id)}>
              {t("email.source")}
            </MenuItem>
          </Menu>
        </div>
      </header>
      {details ? <EmailDetails id={`${id}-details`} email={email} /> : null}
      <div className="px-4 pt-1 pb-4 md:pl-[3.75rem]">
        {email.invitation ? <InvitationCard invitation={email.invitation} /> : null}
        <EmailBody email={email} onImagesAllowed={onChanged} />
        <Attachments attachments={email.attachments} />
        {severeDefect(email.defects) ? <DefectNote emailId={email.id} /> : null}
        {email.submission ? (
          <SentState
            email={email}
            submission={email.submission}
            conversationId={conversationId}
            onChanged={onChanged}
          />
        ) : null}
      </div>
    </article>
  );
}

/** How far the sending is; with whom the server refused, while that may still matter. */
function SentState(props: {
  email: Email;
  submission: NonNullable<Email["submission"]>;
  conversationId: string;
  onChanged: () => void;
}) {
  const { email, submission, conversationId, onChanged } = props;
  const recent = Date.now() - Date.parse(email.at) < 3 * 24 * 3600_000;
  const { data } = useQuery({
    ...submissionQuery(submission.id),
    enabled: submission.phase !== "accepted" || recent,
    retry: false,
  });
  return (
    <SubmissionLine
      conversationId={conversationId}
      submissionId={submission.id}
      phase={submission.phase}
      failure={data?.failure ?? submission.failure}
      recipientFailures={data?.recipientFailures}
      draft={{ to: email.to, cc: email.cc, html: htmlOf(email.text.slice(0, email.ownTextLength)) }}
      onChanged={onChanged}
    />
  );
}

/** Theirs: their initials. Ours: an arrow. */
function SideMark({ email, small }: { email: Email; small?: boolean }) {
  if (email.direction === "in") {
    return <Avatar name={nameOf(email.from) || "?"} size={small ? "small" : "medium"} />;
  }
  return (
    <span
      aria-hidden="true"
      className={classes(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent-ink",
        small ? "size-6 [&_svg]:size-3.5" : "size-8 [&_svg]:size-4",
      )}
    >
      <CornerUpLeft />
    </span>
  );
}

function Marks({ email }: { email: Email }) {
  const { t } = useTranslation("conversation");
  const marks: ReactNode[] = [];
  if (email.defects.includes("claims_to_be_us")) {
    marks.push(
      <Chip
        key="impostor"
        tone="danger"
        icon={<ShieldAlert aria-hidden="true" />}
        title={t("email.claimsToBeUsHint")}
      >
        {t("email.claimsToBeUs")}
      </Chip>,
    );
  }
  if (email.newSender) {
    marks.push(
      <Chip key="new" tone="warn" icon={<ShieldAlert aria-hidden="true" />} title={t("email.newSenderHint")}>
        {t("email.newSender")}
      </Chip>,
    );
  }
  if (email.removed) {
    marks.push(
      <Chip key="removed" icon={<Trash2 aria-hidden="true" />} title={t("email.removedHint")}>
        {t("email.removed")}
      </Chip>,
    );
  }
  if (email.autoKind) {
    marks.push(
      <Chip key="auto" tone={email.autoKind === "bounce" ? "danger" : "plain"}>
        {t([`email.auto.${email.autoKind}`, "email.auto.no_reply"])}
      </Chip>,
    );
  }
  return marks.length === 0 ? null : (
    <div className="mt-1.5 flex flex-wrap gap-1.5">
      {marks}
      {email.newSender ? <span className="w-full text-sm text-warn">{t("email.newSenderHint")}</span> : null}
    </div>
  );
}

function DefectNote({ emailId }: { emailId: string }) {
  const { t } = useTranslation("conversation");
  return (
    <p className="mt-4 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md bg-warn-soft px-3 py-2 text-sm">
      <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warn" />
      <span>{t("email.defects")}</span>
      <a href={sourceUrl(emailId)} download className="link">
        {t("email.defectsSource")}
      </a>
    </p>
  );
}

function downloadSource(emailId: string): void {
  const anchor = document.createElement("a");
  anchor.href = sourceUrl(emailId);
  anchor.download = "";
  anchor.click();
}

/** Time alone today; otherwise the day too. */
function momentOf(at: string, formats: ReturnType<typeof useFormats>): string {
  const short = formats.short(at);
  const time = formats.time(at);
  return short === time ? time : `${short}, ${time}`;
}

/** Text as the editor takes it. */
function htmlOf(text: string): string {
  const escaped = text.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped
    .split(/\n{2,}/u)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`)
    .join("");
}
