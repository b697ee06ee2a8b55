import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./button";
import { classes } from "./classes";

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Read aloud with the title when the dialog opens. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot; the act last. */
  actions?: ReactNode;
  wide?: boolean;
}

/** A layer above the page that holds the focus until it is answered or closed with Escape. */
export function Dialog({ open, onClose, title, description, children, actions, wide }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Radix.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstField}
          className={classes(
            "fixed z-40 flex max-h-[min(90dvh,48rem)] flex-col border bg-surface animate-appear focus:outline-none",
            "max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-lg max-md:pb-[env(safe-area-inset-bottom)]",
            "md:inset-0 md:m-auto md:h-fit md:rounded-lg",
            wide ? "md:w-[44rem]" : "md:w-[30rem]",
          )}
        >
          <div className="flex items-start gap-4 px-6 pt-5">
            <Radix.Title className="flex-1 py-0.5 text-xl font-semibold">{title}</Radix.Title>
            <IconButton
              label={t("common:close")}
              icon={<X aria-hidden="true" />}
              onClick={onClose}
              className="-mr-2"
            />
          </div>
          <div data-dialog-body className="min-h-0 flex-1 overflow-y-auto px-6 pt-2 pb-6">
            {description ? <Radix.Description className="text-muted">{description}</Radix.Description> : null}
            {children ? <div className={description ? "mt-4" : "mt-2"}>{children}</div> : null}
          </div>
          {actions ? (
            <div className="flex flex-wrap justify-end gap-2 border-t px-6 py-4 max-md:*:flex-1">
              {actions}
            </div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const fields =
  "input:not([type=hidden], [type=checkbox], [readonly]), select, textarea, [role=radio][data-state=checked]";

/** The first thing to fill in, else the dialog itself: never a box to tick, nor the cross, whose tooltip would open with it. */
function focusFirstField(event: Event): void {
  event.preventDefault();
  const content = event.currentTarget instanceof HTMLElement ? event.currentTarget : undefined;
  const first = content?.querySelector<HTMLElement>(`[data-dialog-body] :is(${fields})`);
  (first ?? content)?.focus();
}
