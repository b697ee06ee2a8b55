import {
  Download,
  File,
  FileArchive,
  FileImage,
  FileSpreadsheet,
  FileText,
  type LucideIcon,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Attachment } from "@/api/conversation-types";
import { attachmentUrl } from "@/api/email-body";
import { useFormats } from "@/i18n/use-formats";

/** Files that came with a message: name, size, and a click to download. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { t } = useTranslation("conversation");
  const formats = useFormats();
  const files = attachments.filter((attachment) => !attachment.inline);
  if (files.length === 0) return null;
  return (
    <ul
      aria-label={t("attachments.label", { count: files.length })}
      className="mt-4 flex list-none flex-wrap gap-2 p-0"
    >
      {files.map((file) => {
        const Icon = iconOf(file);
        const name = file.fileName || t("attachments.noName");
        const size = formats.size(file.size);
        return (
          <li key={file.id} className="max-w-full">
            <a
              href={attachmentUrl(file.id)}
              download={file.fileName || true}
              title={name}
              aria-label={t("attachments.download", { name, size })}
              className="group flex h-11 max-w-72 items-center gap-2.5 rounded-md border bg-surface pr-3 pl-2.5 no-underline hover:bg-hover"
            >
              <span className="relative size-5 shrink-0 text-muted [&_svg]:absolute [&_svg]:inset-0 [&_svg]:size-5">
                <Icon aria-hidden="true" strokeWidth={1.6} className="group-hover:hidden" />
                <Download aria-hidden="true" strokeWidth={1.6} className="hidden group-hover:block" />
              </span>
              <span className="flex min-w-0 flex-col">
                <FileName name={name} />
                <span className="text-xs text-muted">{size}</span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** Long names lose their middle: the ending says what kind of file it is. */
function FileName({ name }: { name: string }) {
  const cut = Math.max(name.length - 10, Math.ceil(name.length / 2));
  return (
    <span className="flex min-w-0 text-sm font-medium">
      <span className="truncate whitespace-pre">{name.slice(0, cut)}</span>
      <span className="shrink-0 whitespace-pre">{name.slice(cut)}</span>
    </span>
  );
}

function iconOf({ mediaType, fileName }: Attachment): LucideIcon {
  if (mediaType.startsWith("image/")) return FileImage;
  if (/spreadsheet|excel|csv/i.test(mediaType) || /\.(?:xlsx?|ods|csv)$/i.test(fileName))
    return FileSpreadsheet;
  if (/zip|rar|7z|tar|gzip/i.test(mediaType)) return FileArchive;
  if (mediaType.startsWith("text/") || /pdf|word|document|rtf/i.test(mediaType)) return FileText;
  return File;
}
